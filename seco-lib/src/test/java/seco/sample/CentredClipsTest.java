package seco.sample;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CentredClipsTest {
  private static final int DRAWS = 20_000;
  private static final CentredClips AUTHORS = new CentredClips(16, 4, 0.5);

  /** Golden values of the authors' sampler. */
  @Test
  void around_nearTheEnds_repeatsTheFirstOrLastFrame() {
    assertArrayEquals(
        new int[] {58, 62, 66, 70, 74, 78, 82, 86, 90, 94, 98, 99, 99, 99, 99, 99},
        AUTHORS.around(90, 100));
    assertArrayEquals(
        new int[] {0, 0, 0, 0, 0, 0, 0, 1, 5, 9, 13, 17, 21, 25, 29, 33}, AUTHORS.around(5, 100));
  }

  @Test
  void around_oneFrame_standsStill() {
    assertArrayEquals(new int[16], AUTHORS.around(0, 1));
  }

  @Test
  void sample_centres_areUniformAndIndependent() {
    CentredClips single = new CentredClips(1, 4, 0); // a clip is its centre
    SplittableRandom random = new SplittableRandom(1);
    int[] counts = new int[5];
    int same = 0;
    for (int i = 0; i < DRAWS; i++) {
      ClipPair pair = single.sample(5, random);
      counts[pair.first()[0]]++;
      same += pair.first()[0] == pair.second()[0] ? 1 : 0;
    }
    for (int count : counts) {
      assertEquals(0.2, count / (double) DRAWS, 0.015);
    }
    assertEquals(0.2, same / (double) DRAWS, 0.015, "clips may coincide");
  }

  @Test
  void sample_reversal_turnsBothClipsOfHalfTheVideos() {
    SplittableRandom random = new SplittableRandom(2);
    int reversed = 0;
    for (int i = 0; i < DRAWS; i++) {
      ClipPair pair = AUTHORS.sample(1000, random);
      reversed += pair.reversed() ? 1 : 0;
      int sign = pair.reversed() ? -1 : 1;
      assertTrue(sign * (pair.first()[15] - pair.first()[0]) > 0);
      assertTrue(sign * (pair.second()[15] - pair.second()[0]) > 0);
    }
    assertEquals(0.5, reversed / (double) DRAWS, 0.015);
  }

  @Test
  void reversed_isTheSameFramesBackwards() {
    assertArrayEquals(new int[] {3, 2, 2}, CentredClips.reversed(2, 2, 3));
  }

  @Test
  void settings_outOfRange_areRefused() {
    assertThrows(IllegalArgumentException.class, () -> new CentredClips(0, 4, 0.5));
    assertThrows(IllegalArgumentException.class, () -> new CentredClips(16, 0, 0.5));
    assertThrows(IllegalArgumentException.class, () -> new CentredClips(16, 4, 1.5));
    assertThrows(IllegalArgumentException.class, () -> AUTHORS.around(100, 100));
  }
}
