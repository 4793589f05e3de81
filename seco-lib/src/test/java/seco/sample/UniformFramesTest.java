package seco.sample;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class UniformFramesTest {
  @Test
  void indices_byHand() {
    assertArrayEquals(new int[] {0, 3, 6, 9}, UniformFrames.indices(10, 4));
    // 1, 3.25, 5.5, 7.75, 10 counted from 1: the half goes to the even 6.
    assertArrayEquals(new int[] {0, 2, 5, 7, 9}, UniformFrames.indices(10, 5));
    // 1, 2.5, 4: the half goes to the even 2.
    assertArrayEquals(new int[] {0, 1, 3}, UniformFrames.indices(4, 3));
    assertArrayEquals(new int[] {0}, UniformFrames.indices(10, 1));
  }

  @Test
  void indices_fewerFramesThanAsked_areAll() {
    assertArrayEquals(new int[] {0}, UniformFrames.indices(1, 30));
    assertArrayEquals(new int[] {0, 1}, UniformFrames.indices(2, 30));
    assertArrayEquals(new int[] {0, 1, 2}, UniformFrames.indices(3, 3));
  }

  @Test
  void indices_anyVideo_riseEvenlyFromFirstToLast() {
    for (int frames = 2; frames < 120; frames++) {
      for (int count = 2; count <= 50; count++) {
        int[] indices = UniformFrames.indices(frames, count);
        String what = count + " of " + frames;
        assertEquals(Math.min(frames, count), indices.length, what);
        assertEquals(0, indices[0], what);
        assertEquals(frames - 1, indices[indices.length - 1], what);
        double step = (frames - 1) / (double) (indices.length - 1);
        for (int i = 1; i < indices.length; i++) {
          int gap = indices[i] - indices[i - 1];
          assertTrue(gap >= 1 && Math.abs(gap - step) <= 1, what + ": gap " + gap);
        }
      }
    }
  }

  @Test
  void indices_nothingToChoose_isRefused() {
    assertThrows(IllegalArgumentException.class, () -> UniformFrames.indices(0, 3));
    assertThrows(IllegalArgumentException.class, () -> UniformFrames.indices(3, 0));
  }
}
