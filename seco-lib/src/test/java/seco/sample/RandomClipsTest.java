package seco.sample;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RandomClipsTest {
  @Test
  void sample_longVideo_goesOnByTheStrideFromAnywhere() {
    RandomClips clips = new RandomClips(4, 2);
    Random random = new Random(1);
    Set<Integer> starts = new HashSet<>();
    for (int i = 0; i < 200; i++) {
      int[] clip = clips.sample(11, random);
      int s = clip[0];
      assertArrayEquals(new int[] {s, s + 2, s + 4, s + 6}, clip);
      starts.add(s);
    }
    assertEquals(Set.of(0, 1, 2), starts); // 0 to 11 - 8 - 1
  }

  @Test
  void sample_shortVideo_isFilledOnOneSide() {
    RandomClips clips = new RandomClips(4, 2);
    Random random = new Random(1);
    Set<List<Integer>> seen = new HashSet<>();
    for (int i = 0; i < 200; i++) {
      seen.add(Arrays.stream(clips.sample(5, random)).boxed().toList());
    }
    assertEquals(
        Set.of(List.of(0, 2, 4, 4), List.of(0, 0, 2, 4), List.of(1, 3, 4, 4), List.of(0, 0, 1, 3)),
        seen);
  }

  @Test
  void sample_anyVideo_staysWithinIt() {
    Random random = new Random(2);
    for (int frames = 1; frames < 80; frames++) {
      for (int index : new RandomClips(16, 2).sample(frames, random)) {
        assertTrue(index >= 0 && index < frames, frames + " frames");
      }
    }
    assertThrows(IllegalArgumentException.class, () -> new RandomClips(0, 2));
  }
}
