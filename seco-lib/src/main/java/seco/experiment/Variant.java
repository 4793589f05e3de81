package seco.experiment;

import java.util.EnumSet;
import java.util.Set;
import seco.Paper;
import seco.loss.Task;

/** The rows of the ablation table, from no training to all three supervisions. */
@Paper(table = 1)
public enum Variant implements Row {
  /** Random weights. */
  RANDOM("random", EnumSet.noneOf(Task.class)),
  /** MoCo on stills: where all the following rows of a seed start. In the paper: on ImageNet. */
  START("start", EnumSet.of(Task.FRAMES)),
  /** MoCo continued on single frames of the videos: a control that the paper does not have. */
  FRAMES("frames", EnumSet.of(Task.FRAMES)),
  /** Inter-frame supervision. */
  INTER("inter", EnumSet.of(Task.INTER)),
  /** Inter-frame and intra-frame supervision. */
  INTRA("inter+intra", EnumSet.of(Task.INTER, Task.INTRA)),
  /** All of SeCo. */
  ORDER("inter+intra+order", EnumSet.of(Task.INTER, Task.INTRA, Task.ORDER));

  private final String label;
  private final Set<Task> tasks;

  Variant(String label, Set<Task> tasks) {
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
    return ordinal() > START.ordinal();
  }
}
