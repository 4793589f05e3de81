package seco.experiment;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import seco.loss.Task;

/**
 * Rows that the paper's table leaves out, trained with the budget of its own. Only the training
 * differs: pictures, length, schedule and judgement are those of the {@link Variant}s. The two
 * tasks that sort frames have a learning rate of their own, a sixth of the others': at theirs
 * {@link #SHUFFLE} undoes the start and neither learns its task. It was found on videos of another
 * seed.
 */
public enum Supplement implements Row {
  /** Intra-frame supervision alone. */
  INTRA_ALONE("intra", EnumSet.of(Task.INTRA)),
  /** Temporal order alone. */
  ORDER_ALONE("order", EnumSet.of(Task.ORDER)),
  /** All but Intra. */
  INTER_ORDER("inter+order", EnumSet.of(Task.INTER, Task.ORDER)),
  /** All but Inter. */
  INTRA_ORDER("intra+order", EnumSet.of(Task.INTRA, Task.ORDER)),
  /** Several frames of a video as positives of one another. */
  VINCE("vince", EnumSet.of(Task.VINCE)),
  /** The labels of the training videos, from random weights. */
  SUPERVISED("supervised", EnumSet.of(Task.SUPERVISED)),
  /** The order of three frames verified. */
  SHUFFLE("shuffle-and-learn", EnumSet.of(Task.SHUFFLE), 0.01),
  /** Four frames sorted. */
  OPN("opn", EnumSet.of(Task.OPN), 0.01),
  /** Rotations told. */
  ROTNET("rotnet", EnumSet.of(Task.ROTNET));

  private final String label;
  private final Set<Task> tasks;
  private final Map<String, Object> changes;

  Supplement(String label, Set<Task> tasks) {
    this(label, tasks, Map.of());
  }

  Supplement(String label, Set<Task> tasks, double learningRate) {
    this(label, tasks, Map.of("optimization.learningRate", learningRate));
  }

  Supplement(String label, Set<Task> tasks, Map<String, Object> changes) {
    this.label = label;
    this.tasks = tasks;
    this.changes = changes;
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
  public Map<String, Object> changes() {
    return changes;
  }

  @Override
  public boolean continuesStart() {
    return this != SUPERVISED;
  }
}
