package seco.experiment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import seco.probe.CrossValidation;
import seco.probe.FeaturePair;
import seco.probe.LinearResult;

class AccuracyByCTest {
  private final FeaturePair pair =
      new FeaturePair(
          "made", LinearProtocolTest.features(30, 1, "a"), LinearProtocolTest.features(60, 2, "b"));

  @Test
  void ofAPair_hasBothCurves() {
    AccuracyByC curve = AccuracyByC.of(pair);
    CrossValidation.Curve alone = CrossValidation.run(pair.train(), 5, 1);
    assertArrayEquals(alone.top1(), curve.leftOut().top1());
    assertEquals(alone.best(), curve.chosen());
    assertEquals(LinearResult.of(pair.train(), pair.test()).onTest(), curve.at(1));
    double chosen = new LinearProtocol(false, OptionalDouble.empty()).top1(pair).value();
    assertEquals(chosen, curve.at(curve.chosen()));
  }

  @Test
  void cThatWasNotTried_isRefused() {
    assertThrows(IllegalArgumentException.class, () -> AccuracyByC.of(pair).at(3));
  }

  @Test
  void most_isTheHighestOnTest() {
    AccuracyByC curve =
        new AccuracyByC(
            new CrossValidation.Curve(new double[] {1, 10}, new double[] {0.5, 0.4}),
            new double[] {0.6, 0.7});
    assertEquals(1, curve.chosen());
    assertEquals(0.6, curve.at(curve.chosen()));
    assertEquals(0.7, curve.most());
    assertArrayEquals(new double[] {1, 10}, curve.c());
  }
}
