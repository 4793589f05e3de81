package seco.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SequenceSamplersTest {
  private static final int DRAWS = 20_000;

  @Test
  void halves_anyVideo_anchorAndOthersLieInDifferentHalves() {
    Random lengths = new Random(1);
    SplittableRandom random = new SplittableRandom(2);
    for (int i = 0; i < DRAWS; i++) {
      int frames = 2 + lengths.nextInt(60);
      FrameIndices f = new Halves().sample(frames, random);
      int middle = frames / 2;
      requireInside(f, frames);
      assertTrue(f.earlier() <= f.later(), f.toString());
      assertEquals(f.queryFirst(), f.query() < middle, f + " of " + frames);
      assertEquals(f.queryFirst(), f.earlier() >= middle, f + " of " + frames);
      assertEquals(f.queryFirst(), f.later() >= middle, f + " of " + frames);
    }
  }

  @Test
  void halves_twoFrames_areTheTwoPossibleSequences() {
    SplittableRandom random = new SplittableRandom(3);
    int first = 0;
    for (int i = 0; i < DRAWS; i++) {
      FrameIndices f = new Halves().sample(2, random);
      assertEquals(
          f.queryFirst() ? new FrameIndices(0, 1, 1, true) : new FrameIndices(1, 0, 0, false), f);
      first += f.queryFirst() ? 1 : 0;
    }
    assertNear(0.5, first, DRAWS);
  }

  @Test
  void halves_fiveFrames_middleBelongsToTheSecondHalf() {
    SplittableRandom random = new SplittableRandom(4);
    int[] queries = new int[5];
    int pairs = 0;
    int behind = 0;
    for (int i = 0; i < DRAWS; i++) {
      FrameIndices f = new Halves().sample(5, random);
      queries[f.query()]++;
      if (f.queryFirst()) {
        behind++;
        pairs += f.earlier() == f.later() ? 1 : 0;
      }
    }
    for (int i = 0; i < 5; i++) {
      assertNear(i < 2 ? 1 / 4.0 : 1 / 6.0, queries[i], DRAWS);
    }
    assertNear(1 / 3.0, pairs, behind); // two of three frames coincide
  }

  @Test
  void threeFrames_anyVideo_areDifferentAndTheAnchorIsAtOneEnd() {
    Random lengths = new Random(5);
    SplittableRandom random = new SplittableRandom(6);
    for (int i = 0; i < DRAWS; i++) {
      int frames = 3 + lengths.nextInt(60);
      FrameIndices f = new ThreeFrames().sample(frames, random);
      requireInside(f, frames);
      assertTrue(f.earlier() < f.later(), f.toString());
      assertTrue(f.queryFirst() ? f.query() < f.earlier() : f.query() > f.later(), f.toString());
    }
  }

  @Test
  void threeFrames_fourFrames_everyChoiceIsAsLikely() {
    SplittableRandom random = new SplittableRandom(7);
    java.util.Map<FrameIndices, Integer> counts = new java.util.HashMap<>();
    for (int i = 0; i < DRAWS; i++) {
      counts.merge(new ThreeFrames().sample(4, random), 1, Integer::sum);
    }
    assertEquals(8, counts.size(), "4 choices of 3 frames, 2 anchors each");
    counts.values().forEach(count -> assertNear(1 / 8.0, count, DRAWS));
  }

  @Test
  void minimumFrames_areTwoAndThree() {
    assertEquals(2, new Halves().minimumFrames());
    assertEquals(3, new ThreeFrames().minimumFrames());
  }

  @Test
  void sample_sameSeed_isTheSame() {
    for (SequenceSampler sampler : new SequenceSampler[] {new Halves(), new ThreeFrames()}) {
      FrameIndices f = sampler.sample(100, new SplittableRandom(9));
      assertEquals(f, sampler.sample(100, new SplittableRandom(9)));
    }
  }

  private static void requireInside(FrameIndices f, int frames) {
    for (int index : new int[] {f.query(), f.earlier(), f.later()}) {
      assertTrue(index >= 0 && index < frames, f + " of " + frames);
    }
  }

  /** Requires a count within five standard deviations of what is expected. */
  private static void assertNear(double share, int count, int draws) {
    double deviation = Math.sqrt(draws * share * (1 - share));
    assertEquals(draws * share, count, 5 * deviation);
  }
}
