package seco.probe;

import seco.Paper;
import seco.run.Card;
import seco.run.Score;

/**
 * The linear protocol's result: a machine trained on one part and asked of another.
 *
 * @param machine as trained
 * @param onTrain share of right predictions on the examples it was trained on
 * @param onTest share of right predictions on the others
 * @param card how they came about
 */
@Paper(section = "Action Recognition and Untrimmed Activity Recognition")
public record LinearResult(LinearSvm.Model machine, double onTrain, double onTest, Card card) {
  /** The authors' protocol: C = 1. */
  public static LinearResult of(FeatureSet train, FeatureSet test) {
    return of(LinearSvm.authors(), train, test);
  }

  /** A protocol with another machine. */
  public static LinearResult of(LinearSvm svm, FeatureSet train, FeatureSet test) {
    LinearSvm.Model machine = svm.train(train);
    Card card = svm.card(FeatureCards.ofResult(train, test));
    return new LinearResult(machine, top1(machine, train), top1(machine, test), card);
  }

  private static double top1(LinearSvm.Model machine, FeatureSet features) {
    return Accuracy.top1(features.labels(), machine.predict(features));
  }

  /** The share of right predictions on the test examples, with its card. */
  public Score score() {
    return new Score("top1", onTest, card);
  }
}
