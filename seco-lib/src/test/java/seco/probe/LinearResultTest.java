package seco.probe;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import seco.InputException;
import seco.run.Score;

class LinearResultTest {
  @Test
  void of_oneFeature_byHand() {
    // The machine says class 0 to the right of 0: right on both training rows, on one of two
    // others.
    FeatureSet train = Features.of(new int[] {0, 1}, new float[] {1}, new float[] {-1});
    FeatureSet test = Features.of(new int[] {0, 0}, new float[] {2}, new float[] {-2});
    LinearResult result = LinearResult.of(train, test);
    assertArrayEquals(new double[] {0.8, -0.8}, result.machine().weights(), 1e-9);
    assertEquals(1, result.onTrain());
    assertEquals(0.5, result.onTest());
  }

  @Test
  void score_saysWhoJudgedWhatWasDoneToTheFeatures() {
    FeatureSet train = Features.of(new int[] {0, 1}, new float[] {1}, new float[] {-1});
    FeatureSet test = Features.of(new int[] {0, 0}, new float[] {2}, new float[] {-2});
    LinearSvm svm = new LinearSvm(10, 1e-3);
    Score plain = LinearResult.of(svm, train, test).score();
    Score unit = LinearResult.of(svm, train.normalised(), test.normalised()).score();
    assertEquals(0.5, plain.value());
    assertEquals("10.0", plain.card().get("C").orElseThrow());
    assertEquals("0.001", plain.card().get("tolerance").orElseThrow());
    assertEquals("2", plain.card().get("testRows").orElseThrow());
    assertEquals(
        "top1 of two protocols cannot be compared: normalised 'true' and 'false'",
        assertThrows(InputException.class, () -> unit.above(plain)).getMessage());
  }

  @Test
  void of_otherC_isTheMachinesC() {
    FeatureSet train = Features.clusters(40, 3, 2, 0.5, 1);
    assertEquals(10, LinearResult.of(new LinearSvm(10, 1e-3), train, train).machine().c());
  }
}
