package seco.sample;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The four patches of a sequence: its anchor twice, then the earlier and the later other frame. The
 * answer is 1 where the anchor stands in front.
 *
 * @param sampler chooses the sequence
 */
public record AnchoredTuple(SequenceSampler sampler) implements TupleSampler {
  @Override
  public int minimumFrames() {
    return sampler.minimumFrames();
  }

  @Override
  public int size() {
    return 4;
  }

  @Override
  public int queries() {
    return 1;
  }

  @Override
  public FrameTuple sample(int frames, int label, RandomGenerator random) {
    FrameIndices chosen = sampler.sample(frames, random);
    return new FrameTuple(
        List.of(chosen.query(), chosen.query(), chosen.earlier(), chosen.later()),
        chosen.queryFirst() ? 1 : 0);
  }
}
