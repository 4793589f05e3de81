package seco.sample;

import java.util.random.RandomGenerator;

/** The paper's words: three different frames at random, the first or the last is the anchor. */
public final class ThreeFrames implements SequenceSampler {
  @Override
  public int minimumFrames() {
    return 3;
  }

  @Override
  public FrameIndices sample(int frames, RandomGenerator random) {
    int[] chosen = random.ints(0, frames).distinct().limit(3).sorted().toArray();
    return random.nextBoolean()
        ? new FrameIndices(chosen[0], chosen[1], chosen[2], true)
        : new FrameIndices(chosen[2], chosen[0], chosen[1], false);
  }
}
