package seco.contrast;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import seco.tensor.Gradients;

class SegmentShuffleTest {
  private final NDManager manager = NDManager.newBaseManager();

  @AfterEach
  void close() {
    manager.close();
  }

  /** Golden value E, of the authors' own code. */
  @Test
  void putBack_goldenE() {
    NDArray slots = manager.create(new float[] {10, 20, 30}, new Shape(1, 3, 1));
    float[] back = SegmentShuffle.of(new int[][] {{2, 0, 1}}).putBack(slots).toFloatArray();
    assertArrayEquals(new float[] {20, 30, 10}, back);
  }

  /** A clip whose frames are numbers. */
  @Test
  void apply_eachClip_hasItsSegmentsInItsOwnOrder() {
    NDArray numbers = manager.arange(12f).reshape(2, 1, 6, 1, 1);
    NDArray clips = numbers.broadcast(new Shape(2, 3, 6, 2, 2)).duplicate();
    SegmentShuffle shuffle = SegmentShuffle.of(new int[][] {{2, 0, 1}, {0, 1, 2}});
    NDArray shuffled = shuffle.apply(clips);
    assertEquals(clips.getShape(), shuffled.getShape());
    for (int channel = 0; channel < 3; channel++) {
      assertArrayEquals(
          new float[] {4, 5, 0, 1, 2, 3}, shuffled.get("0, {}, :, 1, 0", channel).toFloatArray());
      assertArrayEquals(
          new float[] {6, 7, 8, 9, 10, 11}, shuffled.get("1, {}, :, 0, 1", channel).toFloatArray());
    }
    assertTrue(shuffle.isMoved(0));
    assertFalse(shuffle.isMoved(1));
  }

  /** Embeddings that are their segment's content come back to the slots of that content. */
  @Test
  void putBack_ofWhatWasShuffled_isWhatItWas() {
    NDArray clips = manager.arange(16f).reshape(2, 1, 8, 1, 1);
    SegmentShuffle shuffle = SegmentShuffle.of(new int[][] {{3, 1, 0, 2}, {1, 2, 3, 0}});
    NDArray slots = shuffle.apply(clips).reshape(2, 4, 2); // two frames a slot
    assertArrayEquals(clips.toFloatArray(), shuffle.putBack(slots).toFloatArray());
  }

  @Test
  void putBack_gradient_goesToTheSlotItCameFrom() {
    NDArray slots = manager.zeros(new Shape(1, 3, 1));
    slots.setRequiresGradient(true);
    NDArray weights = manager.create(new float[] {1, 2, 4}, new Shape(1, 3, 1));
    SegmentShuffle shuffle = SegmentShuffle.of(new int[][] {{2, 0, 1}});
    Gradients.backward(() -> shuffle.putBack(slots).mul(weights).sum(), loss -> loss);
    assertArrayEquals(new float[] {4, 1, 2}, slots.getGradient().toFloatArray());
  }

  @Test
  void shuffle_thatDoesNotFit_isRefused() {
    assertThrows(
        IllegalArgumentException.class, () -> SegmentShuffle.of(new int[][] {{0, 1}, {0, 0}}));
    assertThrows(
        IllegalArgumentException.class, () -> SegmentShuffle.of(new int[][] {{0, 1}, {0, 1, 2}}));
    assertThrows(
        IllegalArgumentException.class, () -> SegmentShuffle.of(new int[][] {{0, 1}, {0, 2}}));
    SegmentShuffle three = SegmentShuffle.of(new int[][] {{2, 0, 1}});
    assertThrows(
        IllegalArgumentException.class, () -> three.apply(manager.zeros(new Shape(1, 3, 8, 2, 2))));
  }
}
