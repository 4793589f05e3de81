package seco.sample;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class SegmentIndicesTest {
  @Test
  void centres_byHand() {
    // 30 / 7 = 4.29 frames each, middles 2.14, 6.43, 10.71, 15, 19.29, 23.57, 27.86
    assertArrayEquals(new int[] {2, 6, 10, 15, 19, 23, 27}, SegmentIndices.centres(30, 7));
    assertArrayEquals(new int[] {0, 1, 2, 3, 4, 5, 6}, SegmentIndices.centres(7, 7));
    // 5 / 7 = 0.71, middles 0.36, 1.07, 1.79, 2.5, 3.21, 3.93, 4.64
    assertArrayEquals(new int[] {0, 1, 1, 2, 3, 3, 4}, SegmentIndices.centres(5, 7));
    assertArrayEquals(new int[7], SegmentIndices.centres(1, 7));
    assertArrayEquals(new int[] {50}, SegmentIndices.centres(100, 1));
  }

  @Test
  void random_longVideo_takesOneFrameOfEachSegment_andReachesEachOfThem() {
    Random random = new Random(1);
    Set<Integer> seen = new TreeSet<>();
    for (int draw = 0; draw < 500; draw++) {
      int[] indices = SegmentIndices.random(30, 7, random);
      for (int i = 0; i < 7; i++) {
        assertEquals(i, indices[i] / 4, "4 frames a segment, 28 and 29 belong to none");
        seen.add(indices[i]);
      }
    }
    assertEquals(28, seen.size());
  }

  @Test
  void random_shortVideo_showsEveryFrame() {
    Random random = new Random(1);
    assertArrayEquals(
        new int[] {0, 1, 2, 3, 4, 5, 6}, SegmentIndices.random(7, 7, random), "one frame each");
    assertArrayEquals(new int[] {0, 1, 1, 2, 3, 3, 4}, SegmentIndices.random(5, 7, random));
    assertArrayEquals(new int[7], SegmentIndices.random(1, 7, random));
  }

  @Test
  void runs_byHand() {
    // 10 - 4 = 6 places: 0, 2, 4
    assertArrayEquals(
        new int[] {0, 1, 2, 3, 2, 3, 4, 5, 4, 5, 6, 7}, SegmentIndices.runs(10, 3, 4));
    assertArrayEquals(new int[] {0, 1, 2, 0, 1, 2}, SegmentIndices.runs(3, 2, 3));
    assertArrayEquals(new int[] {0, 1}, SegmentIndices.runs(2, 20, 16), "shorter than a run");
    int[] authors = SegmentIndices.runs(116, 20, 16);
    assertEquals(320, authors.length);
    assertEquals(5, authors[16], "the second of 20 begins at 100 / 20");
    assertEquals(110, authors[319], "the last ends at 95 + 15");
  }

  @Test
  void noFrames_areRefused() {
    assertThrows(IllegalArgumentException.class, () -> SegmentIndices.centres(0, 7));
    assertThrows(IllegalArgumentException.class, () -> SegmentIndices.runs(4, 0, 16));
    assertTrue(SegmentIndices.runs(4, 2, 1).length == 2);
  }
}
