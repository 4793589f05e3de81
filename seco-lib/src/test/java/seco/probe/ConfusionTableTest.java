package seco.probe;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import seco.InputException;

class ConfusionTableTest {
  private static final int[] LABELS = {0, 0, 0, 1, 1, 2};
  private static final int[] PREDICTIONS = {0, 1, 0, 1, 2, 0};

  @Test
  void of_sixExamples_countedByHand() {
    ConfusionTable table = ConfusionTable.of(LABELS, PREDICTIONS, 4);
    assertArrayEquals(
        new int[][] {{2, 1, 0, 0}, {0, 1, 1, 0}, {1, 0, 0, 0}, {0, 0, 0, 0}}, table.counts());
    assertEquals(4, table.classes());
    assertEquals(0.5, table.accuracy());
    assertArrayEquals(new double[] {2 / 3.0, 0.5, 0, Double.NaN}, table.recall());
  }

  @Test
  void accuracy_recall_areThoseOfAccuracy() {
    ConfusionTable table = ConfusionTable.of(LABELS, PREDICTIONS, 3);
    assertEquals(Accuracy.top1(LABELS, PREDICTIONS), table.accuracy());
    assertArrayEquals(Accuracy.perClass(LABELS, PREDICTIONS, 3), table.recall());
  }

  @Test
  void rows_areTheCountsAsNumbers() {
    ConfusionTable table = ConfusionTable.of(LABELS, PREDICTIONS, 3);
    assertArrayEquals(new double[][] {{2, 1, 0}, {0, 1, 1}, {1, 0, 0}}, table.rows());
  }

  @Test
  void mixUps_mostFrequentFirst_withoutTheDiagonal() {
    ConfusionTable table = new ConfusionTable(new int[][] {{9, 1, 0}, {0, 5, 3}, {1, 0, 7}});
    assertEquals(
        List.of(
            new ConfusionTable.MixUp(1, 2, 3),
            new ConfusionTable.MixUp(0, 1, 1),
            new ConfusionTable.MixUp(2, 0, 1)),
        table.mixUps(10));
    assertEquals(1, table.mixUps(1).size());
  }

  @Test
  void of_wrongInput_isRefused() {
    int[] one = {0};
    int[] five = {5};
    String message =
        assertThrows(InputException.class, () -> ConfusionTable.of(one, five, 3)).getMessage();
    assertEquals("label 5: the classes are 0..2", message);
    assertThrows(IllegalArgumentException.class, () -> ConfusionTable.of(LABELS, one, 3));
  }
}
