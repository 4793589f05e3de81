package seco.experiment;

import java.util.EnumSet;
import java.util.Set;
import seco.loss.Task;

/**
 * Rows that the paper's table leaves out, trained with the budget of its own. Only the training
 * differs: pictures, length, schedule and judgement are those of the {@link Variant}s.
 */
public enum Supplement implements Row {
  /** Intra-frame supervision alone. */
  INTRA_ALONE("intra", EnumSet.of(Task.INTRA)),
  /** Temporal order alone. */
  ORDER_ALONE("order", EnumSet.of(Task.ORDER)),
  /** All but Intra. */
  INTER_ORDER("inter+order", EnumSet.of(Task.INTER, Task.ORDER)),
  /** All but Inter. */
  INTRA_ORDER("intra+order", EnumSet.of(Task.INTRA, Task.ORDER));

  private final String label;
  private final Set<Task> tasks;

  Supplement(String label, Set<Task> tasks) {
    this.label = label;
    this.tasks = tasks;
  }

  @Override
  public String label() {
    return label;
  }

  @Override
  public Set<Task> tasks() {
    return Set.copyOf(tasks);
  }

  @Override
  public boolean continuesStart() {
    return true;
  }
}
