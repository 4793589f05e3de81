package seco.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Different frames of a video, each shown twice: first all of them as queries, then all as keys, in
 * the same order. There is no question, the answer is 0.
 *
 * @param count how many frames
 */
public record PairedTuple(int count) implements TupleSampler {
  @Override
  public int minimumFrames() {
    return count;
  }

  @Override
  public int size() {
    return 2 * count;
  }

  @Override
  public int queries() {
    return count;
  }

  @Override
  public FrameTuple sample(int frames, int label, RandomGenerator random) {
    List<Integer> chosen = random.ints(0, frames).distinct().limit(count).boxed().toList();
    List<Integer> twice = new ArrayList<>(chosen);
    twice.addAll(chosen);
    return new FrameTuple(twice, 0);
  }
}
