package seco.pretrain;

import seco.InputException;
import seco.sample.StillTuple;
import seco.sample.TupleSampler;

/** Which class has the video of a frame? The labels that the others do without. */
record Supervised() implements Pretext {
  @Override
  public TupleSampler sampler() {
    return new StillTuple(1);
  }

  @Override
  public int images() {
    return 1;
  }

  @Override
  public int frames() {
    return 1;
  }

  @Override
  public int classes(int labels) {
    if (labels < 2) {
      throw new InputException("task supervised: the videos have " + labels + " class, of 2");
    }
    return labels;
  }
}
