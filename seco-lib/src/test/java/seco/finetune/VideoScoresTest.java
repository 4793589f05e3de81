package seco.finetune;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import seco.InputException;

class VideoScoresTest {
  @Test
  void top_byHand() {
    float[] values = {
      0.1f, 0.5f, 0.4f, // class 1: first
      0.1f, 0.5f, 0.4f, // class 2: second
      0.1f, 0.5f, 0.4f, // class 0: third
      0.2f, 0.2f, 0.2f, // all equal: the first of them
    };
    VideoScores scores = new VideoScores(values, 3, new int[] {1, 2, 0, 1});
    assertArrayEquals(new int[] {1, 1, 1, 0}, scores.predictions());
    assertEquals(0.25, scores.top(1));
    assertEquals(0.75, scores.top(2));
    assertEquals(1, scores.top(3));
    assertEquals(1, scores.top(5));
  }

  @Test
  void labels_beyondTheClasses_areRefused() {
    assertThrows(InputException.class, () -> new VideoScores(new float[3], 3, new int[] {3}));
    assertThrows(
        IllegalArgumentException.class, () -> new VideoScores(new float[4], 3, new int[] {0}));
  }
}
