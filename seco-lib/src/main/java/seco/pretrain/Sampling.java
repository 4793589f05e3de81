package seco.pretrain;

import seco.sample.Halves;
import seco.sample.SequenceSampler;
import seco.sample.ThreeFrames;

/** The two readings of "sample three frames": paper and code differ. */
public enum Sampling {
  /** The authors' code: anchor in one half of the video, the two others in the other half. */
  HALVES,
  /** The paper's words: three different frames anywhere, the first or last is the anchor. */
  THREE_FRAMES;

  SequenceSampler sampler() {
    return this == HALVES ? new Halves() : new ThreeFrames();
  }
}
