package seco.sample;

import java.util.Collections;
import java.util.random.RandomGenerator;

/**
 * One random frame of a video, shown once or several times. Of several the answer is 1, of one it
 * is the video's label.
 *
 * @param size how often it is shown; only the first passes through the trained network
 */
public record StillTuple(int size) implements TupleSampler {
  @Override
  public int minimumFrames() {
    return 1;
  }

  @Override
  public int queries() {
    return 1;
  }

  @Override
  public FrameTuple sample(int frames, int label, RandomGenerator random) {
    int frame = random.nextInt(frames);
    return new FrameTuple(Collections.nCopies(size, frame), size == 1 ? label : 1);
  }
}
