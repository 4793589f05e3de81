package seco.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import seco.InputException;
import seco.probe.Accuracy;
import seco.probe.ConfusionTable;
import seco.probe.FeatureCards;
import seco.probe.NearestNeighbours;
import seco.probe.Neighbours;
import seco.run.Card;

/** Judges features by the vote of the nearest neighbours. */
@Command(
    name = "knn",
    description = {
      "Lets the most similar training videos vote for each test video's class, and says how many"
          + " are right. Similar is what has a high cosine.",
      "With one file as both, every video is judged by all the others.",
    })
final class KnnCommand extends Subcommand {
  private static final int MIX_UPS = 10;

  @Mixin private final FeatureFiles files = new FeatureFiles();

  @Option(
      names = "--k",
      paramLabel = "N",
      description = "Neighbours that vote (default ${DEFAULT-VALUE}).")
  private int k = 20;

  @Option(
      names = "--temperature",
      paramLabel = "X",
      description = "A vote weighs exp(cosine / X) (default ${DEFAULT-VALUE}).")
  private double temperature = 0.07;

  @Option(names = "--majority", description = "Every vote weighs the same.")
  private boolean majority;

  @Override
  void check() {
    Options.requireAtLeast("--k", k, 1);
    if (!(temperature > 0 && Double.isFinite(temperature))) {
      throw new InputException("--temperature " + temperature + ": must be a number above 0");
    }
  }

  @Override
  Result work(Console console) throws IOException {
    FeatureFiles.Pair pair = files.readForNeighbours();
    NearestNeighbours gallery = new NearestNeighbours(pair.train());
    Neighbours found =
        Options.of(
            "--k " + k, () -> pair.same() ? gallery.findWithin(k) : gallery.find(pair.test(), k));
    int[] labels = pair.train().labels();
    int[] voted = majority ? found.majority(labels) : found.weighted(labels, temperature);
    return result(pair, voted);
  }

  private Result result(FeatureFiles.Pair pair, int[] voted) {
    int[] labels = pair.test().labels();
    double top1 = Accuracy.top1(labels, voted);
    String text =
        String.format(
            Locale.ROOT,
            "top-1 %.2f %% of %d videos by %d neighbours, %s",
            100 * top1,
            labels.length,
            k,
            pair.same() ? "each left out of its own" : "of " + pair.train().size());
    return new Result(text)
        .with("top1", top1)
        .with("perClass", Accuracy.perClass(labels, voted, pair.train().classes()))
        .with("mixUps", mixUps(labels, voted, pair.train().classes()))
        .with("k", k)
        .with("temperature", majority ? null : temperature)
        .with("leaveOneOut", pair.same())
        .with("card", card(pair).fields());
  }

  private Card card(FeatureFiles.Pair pair) {
    String vote = majority ? "majority" : "weighted, temperature " + temperature;
    return FeatureCards.ofResult(pair.train(), pair.test())
        .with("classifier", k + " nearest neighbours, " + vote)
        .with("leaveOneOut", pair.same());
  }

  /** The most frequent mistakes. */
  private static List<Map<String, Integer>> mixUps(int[] labels, int[] voted, int classes) {
    List<Map<String, Integer>> list = new ArrayList<>();
    for (ConfusionTable.MixUp m : ConfusionTable.of(labels, voted, classes).mixUps(MIX_UPS)) {
      Map<String, Integer> entry = new LinkedHashMap<>();
      entry.put("label", m.label());
      entry.put("takenFor", m.prediction());
      entry.put("count", m.count());
      list.add(entry);
    }
    return list;
  }
}
