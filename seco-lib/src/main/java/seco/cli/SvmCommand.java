package seco.cli;

import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import seco.InputException;
import seco.probe.Accuracy;
import seco.probe.CrossValidation;
import seco.probe.FeatureCards;
import seco.probe.FeatureSet;
import seco.probe.LinearSvm;
import seco.run.Card;

/** Judges features by a linear SVM. */
@Command(
    name = "svm",
    description = {
      "Trains a linear SVM on features and says how many test videos it gets right.",
      "L2-regularised squared hinge loss, one class against the rest, no bias. Without options the"
          + " paper's protocol: features as they are, C = 1.",
    })
final class SvmCommand extends Subcommand {
  private static final double TOLERANCE = LinearSvm.TOLERANCE;
  private static final String BY_CROSS_VALIDATION = "cv";

  @Mixin private final FeatureFiles files = new FeatureFiles();

  @Option(names = "--normalise", description = "Divides every feature vector by its L2 norm.")
  private boolean normalise;

  @Option(
      names = "--C",
      paramLabel = "N|cv",
      description = {
        "Weight of the losses (default 1); cv: the best of powers of ten by 5-fold cross-validation"
            + " on the training videos.",
      })
  private String weight = "1";

  @Override
  void check() {
    if (!weight.equals(BY_CROSS_VALIDATION)) {
      requireWeight();
    }
  }

  private double requireWeight() {
    try {
      double c = Double.parseDouble(weight);
      if (c > 0 && Double.isFinite(c)) {
        return c;
      }
    } catch (NumberFormatException e) {
      // the message below names the value
    }
    throw new InputException("--C '" + weight + "': must be a number above 0, or cv");
  }

  @Override
  Result work(Console console) throws IOException {
    FeatureFiles.Pair pair = files.readForTest(normalise);
    FeatureSet fit = pair.train();
    FeatureSet judged = pair.test();
    String source = files.train().toString();
    LinearSvm svm = Options.of(source, () -> new LinearSvm(chosenWeight(fit), TOLERANCE));
    LinearSvm.Model model = Options.of(source, () -> svm.train(fit));
    if (!model.converged(TOLERANCE)) {
      console.complain(
          "the machine did not converge: relative gradient " + model.relativeGradient());
    }
    return result(model, judged, card(svm, fit, judged));
  }

  private double chosenWeight(FeatureSet fit) {
    return weight.equals(BY_CROSS_VALIDATION) ? CrossValidation.run(fit).best() : requireWeight();
  }

  private Result result(LinearSvm.Model model, FeatureSet judged, Card card) {
    int[] predictions = model.predict(judged);
    double top1 = Accuracy.top1(judged.labels(), predictions);
    Map<String, Object> stop = new LinkedHashMap<>();
    stop.put("tolerance", TOLERANCE);
    stop.put("relativeGradient", model.relativeGradient());
    stop.put("gap", Double.isFinite(model.gap()) ? model.gap() : null);
    stop.put("steps", model.steps());
    stop.put("converged", model.converged(TOLERANCE));
    String text =
        String.format(
            Locale.ROOT,
            "top-1 %.2f %% of %d test videos, C = %s",
            100 * top1,
            judged.size(),
            model.c());
    return new Result(text)
        .with("top1", top1)
        .with("perClass", Accuracy.perClass(judged.labels(), predictions, model.classes()))
        .with("objective", Arrays.stream(model.objective()).sum())
        .with("C", model.c())
        .with("normalised", normalise)
        .with("stop", stop)
        .with("card", card.fields());
  }

  private Card card(LinearSvm svm, FeatureSet fit, FeatureSet judged) {
    Card card = svm.card(FeatureCards.ofResult(fit, judged));
    return weight.equals(BY_CROSS_VALIDATION) ? card.with("C", CrossValidation.named()) : card;
  }
}
