package seco.pretrain;

import java.util.Set;
import seco.loss.Task;
import seco.sample.AnchoredTuple;
import seco.sample.PairedTuple;
import seco.sample.StillTuple;
import seco.sample.TupleSampler;

/** Which frames of a video the tasks are shown. */
final class ShownFrames {
  /** Frames of a video that VINCE pairs: as many as SeCo sees. */
  private static final int VINCE_FRAMES = 3;

  private ShownFrames() {}

  /**
   * @param sampling of a sequence's frames
   */
  static TupleSampler of(Set<Task> tasks, Sampling sampling) {
    if (tasks.contains(Task.FRAMES)) {
      return new StillTuple(2);
    }
    if (tasks.contains(Task.VINCE)) {
      return new PairedTuple(VINCE_FRAMES);
    }
    return Pretext.of(tasks)
        .map(Pretext::sampler)
        .orElseGet(() -> new AnchoredTuple(sampling.sampler()));
  }

  /** How many of them become keys. */
  static int keys(Set<Task> tasks) {
    TupleSampler frames = of(tasks, Sampling.HALVES); // another sampling gives as many
    return frames.size() - frames.queries();
  }
}
