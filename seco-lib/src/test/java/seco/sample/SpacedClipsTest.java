package seco.sample;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SpacedClipsTest {
  private static int[] starts(int stride, int frames) {
    return Arrays.stream(new SpacedClips(10, 16, stride).of(frames))
        .mapToInt(clip -> clip[0])
        .toArray();
  }

  @Test
  void of_starts_areThoseOfTheAuthors() {
    assertArrayEquals(new int[] {0, 14, 29, 44, 58, 73, 88, 102, 117, 132}, starts(2, 164));
    assertArrayEquals(new int[] {0, 11, 22, 33, 44, 55, 66, 77, 88, 100}, starts(4, 164));
    assertArrayEquals(new int[10], starts(2, 29));
  }

  @Test
  void of_aClip_goesOnByTheStrideAndEndsInTheLastFrame() {
    int[][] clips = new SpacedClips(3, 4, 2).of(12);
    assertArrayEquals(new int[] {0, 2, 4, 6}, clips[0]);
    assertArrayEquals(new int[] {2, 4, 6, 8}, clips[1]);
    assertArrayEquals(new int[] {4, 6, 8, 10}, clips[2]);
    assertArrayEquals(new int[] {0, 2, 4, 4}, new SpacedClips(1, 4, 2).of(5)[0]);
  }

  @Test
  void of_anyVideo_staysWithinIt() {
    for (int frames = 1; frames < 200; frames++) {
      int[][] clips = new SpacedClips(10, 16, 3).of(frames);
      int before = 0;
      for (int[] clip : clips) {
        assertTrue(clip[0] >= before, frames + " frames");
        assertTrue(clip[15] < frames, frames + " frames");
        before = clip[0];
      }
      assertEquals(0, clips[0][0], frames + " frames");
    }
  }

  @Test
  void nothingToShow_isRefused() {
    assertThrows(IllegalArgumentException.class, () -> new SpacedClips(0, 16, 4));
    assertThrows(IllegalArgumentException.class, () -> new SpacedClips(10, 16, 4).of(0));
  }
}
