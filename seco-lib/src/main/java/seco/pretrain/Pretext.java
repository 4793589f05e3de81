package seco.pretrain;

import ai.djl.ndarray.NDArray;
import java.util.Optional;
import java.util.Set;
import seco.loss.Task;
import seco.model.PretextHead;
import seco.sample.TupleSampler;

/** A task that is solved by choosing among classes: no keys, no memory, no second encoder. */
sealed interface Pretext permits Supervised, ShuffleAndLearn, OrderPrediction, RotNet {
  /** The task among those that are trained, where there is one of this kind. */
  static Optional<Pretext> of(Set<Task> tasks) {
    return tasks.stream().map(Pretext::of).flatMap(Optional::stream).findFirst();
  }

  private static Optional<Pretext> of(Task task) {
    return switch (task) {
      case SUPERVISED -> Optional.of(new Supervised());
      case SHUFFLE -> Optional.of(new ShuffleAndLearn());
      case OPN -> Optional.of(new OrderPrediction());
      case ROTNET -> Optional.of(new RotNet());
      case INTER, INTRA, ORDER, FRAMES, VINCE -> Optional.empty();
    };
  }

  /** Which frames of a video are shown, and what is asked of them. */
  TupleSampler sampler();

  /** Images of a video that pass through the trunk. */
  int images();

  /** Of how many images the features go into one answer, V. */
  int frames();

  /** How their features are brought together. */
  default PretextHead.Form form() {
    return PretextHead.Form.JOINED;
  }

  /**
   * Among how many classes is chosen.
   *
   * @param labels of the training videos: how many classes they have
   */
  int classes(int labels);

  /** The trunk's images, video after video, of the patches that are shown. */
  default NDArray input(NDArray shown) {
    return shown;
  }

  /** The right class of each answer, of what is asked of each video (N). */
  default NDArray answers(NDArray asked) {
    return asked;
  }
}
