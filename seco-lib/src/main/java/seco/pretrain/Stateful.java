package seco.pretrain;

import seco.tensor.NamedArrays;

/** What learns, as far as a run keeps it: a state that can be saved and gone on from. */
interface Stateful {
  /** Everything that a step changes, by name; with the memory's position it is the whole state. */
  NamedArrays state();

  /** Where the memory is written next; 0 where there is none. */
  long memoryPosition();

  /** Goes on from a state that {@link #state} gave. */
  void restore(NamedArrays state, int memoryPosition);
}
