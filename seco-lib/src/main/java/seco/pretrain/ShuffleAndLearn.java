package seco.pretrain;

import seco.sample.TupleSampler;
import seco.sample.VerifiedTuple;

/**
 * Do three frames stand in the order of time? Their features, joined, go into a linear layer of two
 * classes. The frames come from anywhere in the video, not from where much moves.
 *
 * @see <a href="https://arxiv.org/abs/1603.08561">Misra, Zitnick, Hebert: Shuffle and Learn:
 *     Unsupervised Learning using Temporal Order Verification (2016)</a>
 */
record ShuffleAndLearn() implements Pretext {
  @Override
  public TupleSampler sampler() {
    return new VerifiedTuple();
  }

  @Override
  public int images() {
    return 3;
  }

  @Override
  public int frames() {
    return 3;
  }

  @Override
  public int classes(int labels) {
    return 2;
  }
}
