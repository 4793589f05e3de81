package seco.sample;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class OrderedClipsTest {
  private static final OrderedClips AUTHORS = new OrderedClips(16, 1, 8);

  /** Indices from a first one on. */
  private static int[] from(int first, int count, int stride) {
    return IntStream.range(0, count).map(k -> first + k * stride).toArray();
  }

  @Test
  void sample_inTheAuthorsSetting_hasGapsOfEightFrames() {
    TreeSet<Integer> starts = new TreeSet<>();
    Random random = new Random(1);
    for (int i = 0; i < 200; i++) {
      int[][] clips = AUTHORS.sample(70, random);
      int start = clips[0][0];
      starts.add(start);
      assertArrayEquals(from(start, 16, 1), clips[0]);
      assertArrayEquals(from(start + 24, 16, 1), clips[1]);
      assertArrayEquals(from(start + 48, 16, 1), clips[2]);
    }
    // 70 frames less three clips of 16 and two gaps of 8: 0 to 6.
    assertEquals(List.of(0, 1, 2, 3, 4, 5, 6), List.copyOf(starts));
  }

  @Test
  void sample_strideFallsUntilClipsAndGapsFindRoom() {
    OrderedClips wide = OrderedClips.of(16, 4);
    assertEquals(new OrderedClips(16, 4, 8), wide);
    assertEquals(4, stride(wide, 3 * 61 + 16));
    assertEquals(3, stride(wide, 3 * 61 + 15));
    assertEquals(3, stride(wide, 3 * 46 + 16));
    assertEquals(2, stride(wide, 3 * 46 + 15));
    assertEquals(1, stride(wide, 48));
  }

  private static int stride(OrderedClips clips, int frames) {
    int[] first = clips.sample(frames, new Random(2))[0];
    return first[1] - first[0];
  }

  @Test
  void sample_roomForClipsAlone_shortensTheGaps() {
    int[][] clips = AUTHORS.sample(50, new Random(3));
    assertArrayEquals(from(0, 16, 1), clips[0]);
    assertArrayEquals(from(17, 16, 1), clips[1]);
    assertArrayEquals(from(34, 16, 1), clips[2]);
  }

  @Test
  void sample_shorterThanThreeClips_repeatsTheFramesOfItsThirds() {
    int[][] clips = OrderedClips.of(8, 3).sample(15, new Random(4));
    assertArrayEquals(new int[] {0, 0, 1, 1, 2, 3, 3, 4}, clips[0]);
    assertArrayEquals(new int[] {5, 5, 6, 6, 7, 8, 8, 9}, clips[1]);
    assertArrayEquals(new int[] {10, 10, 11, 11, 12, 13, 13, 14}, clips[2]);
    int[][] single = OrderedClips.of(4, 1).sample(3, new Random(5));
    assertArrayEquals(new int[][] {{0, 0, 0, 0}, {1, 1, 1, 1}, {2, 2, 2, 2}}, single);
  }

  @Test
  void sample_everyLength_staysInsideInOrderAndApart() {
    OrderedClips clips = OrderedClips.of(8, 3);
    for (int frames = 3; frames < 120; frames++) {
      int[][] drawn = clips.sample(frames, new Random(frames));
      int before = -1;
      for (int[] clip : drawn) {
        assertEquals(8, clip.length);
        assertTrue(clip[0] > before, "an overlap in " + frames + " frames");
        for (int k = 1; k < clip.length; k++) {
          assertTrue(clip[k] >= clip[k - 1]);
        }
        before = clip[7];
      }
      assertTrue(drawn[0][0] >= 0 && before < frames, frames + " frames");
    }
  }

  @Test
  void sample_lessThanAFrameForEach_isRefused() {
    assertThrows(IllegalArgumentException.class, () -> AUTHORS.sample(2, new Random(1)));
    assertThrows(IllegalArgumentException.class, () -> new OrderedClips(0, 1, 0));
    assertThrows(IllegalArgumentException.class, () -> new OrderedClips(1, 1, -1));
  }

  @Test
  void permutations_areAllOrdersOfThree_theOrderOfTimeFirst() {
    assertEquals(6, ClipPermutation.answers());
    assertEquals(List.of(0, 1, 2), ClipPermutation.of(0));
    List<String> orders =
        IntStream.range(0, 6).mapToObj(answer -> ClipPermutation.of(answer).toString()).toList();
    assertEquals(6, new TreeSet<>(orders).size());
    assertEquals(orders, orders.stream().sorted().toList(), "in lexical order");
    for (int answer = 0; answer < 6; answer++) {
      assertEquals(List.of(0, 1, 2), ClipPermutation.of(answer).stream().sorted().toList());
    }
  }
}
