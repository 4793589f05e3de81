package seco.experiment;

import java.util.OptionalDouble;
import seco.Paper;
import seco.probe.CrossValidation;
import seco.probe.FeaturePair;
import seco.probe.FeatureSet;
import seco.probe.LinearResult;
import seco.probe.LinearSvm;
import seco.run.Score;

/**
 * The linear protocol with its two options, as {@code seco svm} has them.
 *
 * @param normalised whether every feature is divided by its L2 norm
 * @param c weight of the losses; empty: the best of powers of ten by five-fold cross-validation on
 *     the training examples
 */
@Paper(section = "Action Recognition and Untrimmed Activity Recognition")
public record LinearProtocol(boolean normalised, OptionalDouble c) {
  /** The paper's: features as they are, C = 1. */
  public static LinearProtocol paper() {
    return new LinearProtocol(false, OptionalDouble.of(1));
  }

  /** Both options: {@code --normalise --C cv}. */
  public static LinearProtocol options() {
    return new LinearProtocol(true, OptionalDouble.empty());
  }

  /** The share of right predictions on the test examples, with its card. */
  public Score top1(FeaturePair pair) {
    FeatureSet train = normalised ? pair.train().normalised() : pair.train();
    FeatureSet test = normalised ? pair.test().normalised() : pair.test();
    LinearSvm machine = new LinearSvm(weight(train), LinearSvm.TOLERANCE);
    Score score = LinearResult.of(machine, train, test).score();
    return c.isPresent()
        ? score
        : new Score(score.metric(), score.value(), score.card().with("C", CrossValidation.named()));
  }

  private double weight(FeatureSet train) {
    return c.isPresent() ? c.getAsDouble() : CrossValidation.run(train).best();
  }
}
