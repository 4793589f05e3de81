package seco.probe;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

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
  void of_otherC_isTheMachinesC() {
    FeatureSet train = Features.clusters(40, 3, 2, 0.5, 1);
    assertEquals(10, LinearResult.of(new LinearSvm(10, 1e-3), train, train).machine().c());
  }
}
