package seco.finetune;

import seco.checkpoint.NotFiniteException;
import seco.dataset.SegmentBatch;
import seco.tensor.NamedArrays;

/** What learns from labelled batches: a classifier with its trunk, and the optimiser. */
interface LabelLearner extends AutoCloseable {
  /**
   * One step.
   *
   * @param step its number, for the record and for dropout
   * @throws NotFiniteException if the loss or the gradient is no finite number; then the state is
   *     what it was before the step
   */
  FineTuningStep step(long step, long epoch, SegmentBatch batch);

  /** Takes the arrays of a network's trunk. */
  void takeTrunk(NamedArrays network);

  /** Everything that a step changes, by name: {@code encoder.*} and {@code sgd.*}. */
  NamedArrays state();

  /** Goes on from a state that {@link #state} gave. */
  void restore(NamedArrays state);

  @Override
  void close();
}
