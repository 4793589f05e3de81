package seco.experiment;

import java.util.Arrays;
import seco.Paper;
import seco.probe.CrossValidation;
import seco.probe.FeaturePair;
import seco.probe.FeatureSet;
import seco.probe.LinearResult;
import seco.probe.LinearSvm;

/**
 * How the accuracy of the linear protocol depends on C: as cross-validation sees it on the training
 * examples, and as it is on the test examples.
 *
 * @param leftOut accuracy of each C on the training examples left out, and the C that is chosen
 * @param onTest accuracy of each C on the test examples
 */
@Paper(section = "Action Recognition and Untrimmed Activity Recognition")
public record AccuracyByC(CrossValidation.Curve leftOut, double[] onTest) {
  /** Tries every C of the cross-validation; each with a machine of its own on all of train. */
  public static AccuracyByC of(FeaturePair pair) {
    CrossValidation.Curve curve = CrossValidation.run(pair.train());
    double[] onTest =
        Arrays.stream(curve.c())
            .map(
                c ->
                    LinearResult.of(
                            new LinearSvm(c, LinearSvm.TOLERANCE), pair.train(), pair.test())
                        .onTest())
            .toArray();
    return new AccuracyByC(curve, onTest);
  }

  /** The same with every feature divided by its L2 norm. */
  public static AccuracyByC ofNormalised(FeaturePair pair) {
    FeatureSet train = pair.train().normalised();
    return of(new FeaturePair(pair.name(), train, pair.test().normalised()));
  }

  /** The C values that were tried, ascending. */
  public double[] c() {
    return leftOut.c().clone();
  }

  /** The C that cross-validation chooses. */
  public double chosen() {
    return leftOut.best();
  }

  /**
   * Accuracy on the test examples.
   *
   * @param c one that was tried
   */
  public double at(double c) {
    int place = Arrays.binarySearch(leftOut.c(), c);
    if (place < 0) {
      throw new IllegalArgumentException("C = " + c + " was not tried");
    }
    return onTest[place];
  }

  /** The highest accuracy on the test examples: what nobody knows who must not look at them. */
  public double most() {
    return Arrays.stream(onTest).max().orElse(Double.NaN);
  }
}
