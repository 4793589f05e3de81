package seco.pretrain;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.Optional;
import seco.model.DualVarEncoder;
import seco.run.Columns;
import seco.tensor.NamedArrays;

/** What is trained on clips step by step, saved and resumed. */
sealed interface ClipTrainee extends Stateful, AutoCloseable
    permits DualVarLearner, ClipPretextLearner {
  /** A trainee at its start, everything drawn from the settings' seed. */
  static ClipTrainee create(NDManager parent, DualVarConfig config) {
    Optional<ClipPretext> pretext = ClipPretext.of(config.flavour());
    return pretext.isPresent()
        ? new ClipPretextLearner(parent, config, pretext.get())
        : new DualVarLearner(parent, config);
  }

  /** The numbers of a step that it gives. */
  Columns<DualVarStep> columns();

  /**
   * One step of training.
   *
   * @param step its number
   * @param clips of each view of the batch (N, 3, T, H, W)
   * @param rate learning rate
   * @throws ArithmeticException if the loss or the gradient is no finite number; then the state is
   *     what it was before the step
   */
  DualVarStep step(long step, List<NDArray> clips, double rate);

  /** Begins with some weights of the encoder; those that are not among them stay. */
  void begin(NamedArrays weights);

  DualVarConfig config();

  /** The encoder that is trained. */
  DualVarEncoder online();

  @Override
  void close();
}
