package seco.probe;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import seco.InputException;

class NeighboursTest {
  private static final int[] LABELS = {0, 1, 1, 2};

  /** Cosines 0.9 of class 0, 0.8 and 0.8 of class 1, 0.1 of class 2. */
  private static final Neighbours FOUND =
      new Neighbours(new int[][] {{0, 1, 2, 3}}, new double[][] {{0.9, 0.8, 0.8, 0.1}});

  @Test
  void majority_mostVotesWin() {
    assertArrayEquals(new int[] {1}, FOUND.majority(LABELS));
  }

  @Test
  void first_cutsTheOthersOff() {
    Neighbours two = FOUND.first(2);
    assertArrayEquals(new int[][] {{0, 1}}, two.rows());
    assertArrayEquals(new double[][] {{0.9, 0.8}}, two.cosines());
    assertThrows(IllegalArgumentException.class, () -> FOUND.first(5));
    assertThrows(IllegalArgumentException.class, () -> FOUND.first(0));
  }

  @Test
  void majority_tie_nearestWins() {
    Neighbours two = new Neighbours(new int[][] {{3, 0}, {1, 3}}, new double[2][2]);
    assertArrayEquals(new int[] {2, 1}, two.majority(LABELS));
  }

  @Test
  void weighted_byHand() {
    // e^(0.1/T) against 2: the two of class 1 win where T is above 0.1 / ln 2 = 0.14427
    assertArrayEquals(new int[] {1}, FOUND.weighted(LABELS, 0.145));
    assertArrayEquals(new int[] {0}, FOUND.weighted(LABELS, 0.144));
  }

  @Test
  void weighted_tinyTemperature_isTheNearest() {
    assertArrayEquals(new int[] {0}, FOUND.weighted(LABELS, 1e-9), "nothing overflows");
  }

  @Test
  void weighted_hugeTemperature_isTheMajority() {
    assertArrayEquals(FOUND.majority(LABELS), FOUND.weighted(LABELS, 1e9));
  }

  @Test
  void weighted_temperatureOfZero_isRefused() {
    String message =
        assertThrows(InputException.class, () -> FOUND.weighted(LABELS, 0)).getMessage();
    assertEquals("temperature 0.0: must be above 0", message);
  }
}
