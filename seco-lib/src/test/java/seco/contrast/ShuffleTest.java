package seco.contrast;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.NDArray;
import org.junit.jupiter.api.Test;

class ShuffleTest extends WithoutGradients {
  private NDArray rows(int count) {
    return manager.arange(2f * count).reshape(count, 2);
  }

  private static float[] firsts(NDArray rows) {
    float[] all = rows.toFloatArray();
    float[] firsts = new float[all.length / 2];
    for (int i = 0; i < firsts.length; i++) {
      firsts[i] = all[2 * i] / 2;
    }
    return firsts;
  }

  @Test
  void apply_order_bringsEachRowToItsPlace() {
    NDArray shuffled = Shuffle.of(new int[] {2, 0, 3, 1}).apply(rows(4));
    assertArrayEquals(new float[] {2, 0, 3, 1}, firsts(shuffled));
  }

  @Test
  void undo_afterApply_isExactlyTheStart() {
    Shuffle shuffle = Shuffle.of(new int[] {4, 2, 0, 1, 3});
    NDArray rows = rows(5).div(3);
    assertArrayEquals(
        rows.toFloatArray(), shuffle.undo(shuffle.apply(rows)).toFloatArray(), "to the last bit");
  }

  @Test
  void none_arrays_passThroughAsTheyAre() {
    NDArray rows = rows(3);
    assertSame(rows, Shuffle.none(3).apply(rows));
    assertSame(rows, Shuffle.none(3).undo(rows));
    NDArray joint = rows(6);
    assertSame(joint, Shuffle.none(2).joint(3, 1).apply(joint));
  }

  @Test
  void joint_threeBatches_holdsEveryBatchsPartInEachPart() {
    Shuffle joint = Shuffle.of(new int[] {2, 0, 3, 1}).joint(3, 2);
    NDArray rows = rows(12); // batches 0..3, 4..7, 8..11
    float[] expected = {2, 0, 6, 4, 10, 8, 3, 1, 7, 5, 11, 9};
    assertArrayEquals(expected, firsts(joint.apply(rows)));
    assertArrayEquals(rows.toFloatArray(), joint.undo(joint.apply(rows)).toFloatArray());
  }

  @Test
  void of_noPermutation_isRefused() {
    refused("row 1 at place 2: no permutation of 3 rows", 0, 1, 1);
    refused("row 3 at place 0: no permutation of 3 rows", 3, 1, 0);
    refused("row -1 at place 1: no permutation of 2 rows", 0, -1);
  }

  @Test
  void apply_otherNumberOfRows_isRefused() {
    String message =
        assertThrows(IllegalArgumentException.class, () -> Shuffle.none(3).apply(rows(4)))
            .getMessage();
    assertEquals("a shuffle of 3 rows for an array of shape (4, 2)", message);
  }

  private static void refused(String message, int... order) {
    assertEquals(
        message,
        assertThrows(IllegalArgumentException.class, () -> Shuffle.of(order)).getMessage());
  }
}
