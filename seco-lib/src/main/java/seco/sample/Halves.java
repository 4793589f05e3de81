package seco.sample;

import java.util.random.RandomGenerator;

/**
 * The authors' code: a fair coin picks the half of the video that holds the anchor; the two others
 * come independently from the other half and may coincide.
 *
 * <p>The negatives of Eq. (3) are so truly elsewhere in time. An odd frame in the middle belongs to
 * the second half.
 */
public final class Halves implements SequenceSampler {
  @Override
  public int minimumFrames() {
    return 2;
  }

  @Override
  public FrameIndices sample(int frames, RandomGenerator random) {
    int middle = frames / 2;
    boolean queryFirst = random.nextBoolean();
    int query = queryFirst ? random.nextInt(middle) : random.nextInt(middle, frames);
    int a = queryFirst ? random.nextInt(middle, frames) : random.nextInt(middle);
    int b = queryFirst ? random.nextInt(middle, frames) : random.nextInt(middle);
    return new FrameIndices(query, Math.min(a, b), Math.max(a, b), queryFirst);
  }
}
