package seco.pretrain;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Collections;
import java.util.List;

/** A learner of clips as a {@link Trial} tries it. */
final class ClipTrial {
  private ClipTrial() {}

  /** Tries these settings on this machine. */
  static Trial of(DualVarConfig config) {
    try (NDManager manager = NDManager.newBaseManager();
        ClipTrainee learner = ClipTrainee.create(manager, config)) {
      Trial.Step step =
          (scope, rows, number) -> {
            List<NDArray> clips = clips(scope, rows, config);
            return () -> {
              var unused = learner.step(number, clips, Trial.RATE);
            };
          };
      return new Trial(
          Trial.seconds(manager, step, config.optimization().batchSize()),
          learner.state().bytes(),
          learner.online().arrays().bytes());
    }
  }

  private static List<NDArray> clips(NDManager scope, int rows, DualVarConfig config) {
    int pixels = config.clips().pixels();
    Shape shape = new Shape(rows, 3, config.clips().frames().length(), pixels, pixels);
    return Collections.nCopies(config.viewsAVideo(), scope.randomNormal(shape));
  }
}
