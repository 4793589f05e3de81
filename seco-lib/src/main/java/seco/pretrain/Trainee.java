package seco.pretrain;

import ai.djl.ndarray.NDManager;
import java.util.Optional;
import seco.dataset.SequenceBatch;
import seco.tensor.NamedArrays;

/** What is trained step by step, saved and resumed. */
sealed interface Trainee extends Stateful, AutoCloseable permits Learner, PretextLearner {
  /**
   * A trainee at its start, everything drawn from the settings' seed.
   *
   * @param labels how many classes the training videos have
   */
  static Trainee create(NDManager parent, PretrainConfig config, int labels) {
    Optional<Pretext> pretext = Pretext.of(config.tasks());
    return pretext.isPresent()
        ? PretextLearner.create(parent, config, pretext.get(), labels)
        : Learner.create(parent, config);
  }

  /**
   * One step of training.
   *
   * @param step its number
   * @param rate learning rate
   * @throws ArithmeticException if the loss or the gradient is no finite number; then the state is
   *     what it was before the step
   */
  Step step(long step, SequenceBatch batch, double rate);

  /** Begins with some weights of the encoder; those that are not among them stay. */
  void begin(NamedArrays weights);

  PretrainConfig config();

  /** Bytes of an encoder's arrays. */
  long networkBytes();

  @Override
  void close();
}
