package seco.pretrain;

import seco.model.PretextHead;
import seco.sample.PermutedTuple;
import seco.sample.TupleSampler;

/**
 * OPN: in which of twelve orders are four frames shown? Features are compared pair by pair. The
 * frames come from anywhere in the video, not from where much moves, and their patches and colours
 * are drawn as those of all other tasks, in place of single colour channels.
 *
 * @see <a href="https://arxiv.org/abs/1708.01246">Lee, Huang, Singh, Yang: Unsupervised
 *     Representation Learning by Sorting Sequences (2017)</a>
 */
record OrderPrediction() implements Pretext {
  @Override
  public TupleSampler sampler() {
    return new PermutedTuple();
  }

  @Override
  public int images() {
    return 4;
  }

  @Override
  public int frames() {
    return 4;
  }

  @Override
  public PretextHead.Form form() {
    return PretextHead.Form.PAIRS;
  }

  @Override
  public int classes(int labels) {
    return PermutedTuple.answers();
  }
}
