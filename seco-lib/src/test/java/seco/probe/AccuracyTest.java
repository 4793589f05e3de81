package seco.probe;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class AccuracyTest {
  private static final int[] LABELS = {0, 0, 2, 2, 2};
  private static final int[] PREDICTIONS = {0, 1, 2, 2, 0};

  @Test
  void top1_fivePredictions_byHand() {
    assertEquals(0.6, Accuracy.top1(LABELS, PREDICTIONS));
  }

  @Test
  void perClass_classWithoutExample_isNaN() {
    assertArrayEquals(
        new double[] {0.5, Double.NaN, 2 / 3.0}, Accuracy.perClass(LABELS, PREDICTIONS, 3));
  }

  @Test
  void top1_otherLengths_areRefused() {
    int[] one = {0};
    int[] none = {};
    String message =
        assertThrows(IllegalArgumentException.class, () -> Accuracy.top1(LABELS, one)).getMessage();
    assertEquals("1 predictions for 5 labels", message);
    assertThrows(IllegalArgumentException.class, () -> Accuracy.top1(none, none));
  }
}
