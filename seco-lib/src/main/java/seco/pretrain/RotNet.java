package seco.pretrain;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import seco.sample.StillTuple;
import seco.sample.TupleSampler;

/**
 * By how many quarter turns is a frame rotated? Each patch is shown four times, once in each
 * rotation, and each of the four is a question of its own.
 *
 * @see <a href="https://arxiv.org/abs/1803.07728">Gidaris, Singh, Komodakis: Unsupervised
 *     Representation Learning by Predicting Image Rotations (2018)</a>
 */
record RotNet() implements Pretext {
  private static final int TURNS = 4;

  @Override
  public TupleSampler sampler() {
    return new StillTuple(1);
  }

  @Override
  public int images() {
    return TURNS;
  }

  @Override
  public int frames() {
    return 1;
  }

  @Override
  public int classes(int labels) {
    return TURNS;
  }

  /** Each patch of (N, 3, S, S), unturned and by one, two and three quarters: (4N, 3, S, S). */
  @Override
  public NDArray input(NDArray shown) {
    NDList turned = new NDList(shown);
    for (int quarters = 1; quarters < TURNS; quarters++) {
      turned.add(shown.rotate90(quarters, new int[] {2, 3}));
    }
    Shape shape = shown.getShape();
    return NDArrays.stack(turned, 1) // (N, 4, 3, S, S)
        .reshape(new Shape(-1, shape.get(1), shape.get(2), shape.get(3)));
  }

  /** 0, 1, 2, 3 for each video, whatever is asked: (N) to (4N). */
  @Override
  public NDArray answers(NDArray asked) {
    float[] quarters = new float[Math.toIntExact(TURNS * asked.getShape().get(0))];
    for (int i = 0; i < quarters.length; i++) {
      quarters[i] = i % TURNS;
    }
    return asked.getManager().create(quarters);
  }
}
