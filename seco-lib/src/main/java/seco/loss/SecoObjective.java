package seco.loss;

import ai.djl.ndarray.NDArray;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import seco.Paper;

/** SeCo's training objective: the plain sum of the active tasks' losses. */
@Paper(equation = 5)
public final class SecoObjective {
  private final Set<Task> tasks;
  private final InterFrameLoss interFrame;
  private final IntraFrameLoss intraFrame;
  private final TemporalOrderLoss temporalOrder = new TemporalOrderLoss();

  /**
   * @param tasks what is summed; {@link Task#FRAMES} only alone
   * @param temperature of Eq. (2)
   * @param intraTemperature of Eq. (3); the paper uses one temperature for both
   */
  public SecoObjective(
      Set<Task> tasks,
      double temperature,
      double intraTemperature,
      IntraFrameLoss.Reading intraReading) {
    this.tasks = requireTasks(tasks);
    interFrame = new InterFrameLoss(temperature);
    intraFrame = new IntraFrameLoss(intraTemperature, intraReading);
  }

  /** Requires at least one task, and {@link Task#FRAMES} to stand alone. */
  public static Set<Task> requireTasks(Set<Task> tasks) {
    if (tasks.isEmpty()) {
      throw new IllegalArgumentException("no tasks: choose of inter, intra, order, or frames");
    }
    if (tasks.contains(Task.FRAMES) && tasks.size() > 1) {
      throw new IllegalArgumentException("task frames (MoCo) stands alone, got " + tasks);
    }
    return EnumSet.copyOf(tasks);
  }

  /**
   * The terms of Eq. (5) for SeCo.
   *
   * @param inter query and keys k1, k2, k3 of the inter head, each (N, D), with the memory (K, D)
   * @param intra query and keys of the intra head
   * @param orderLogits (N, 2), of the order head's classifier
   * @param queryFirst (N)
   */
  public Terms evaluate(
      Views inter, Views intra, NDArray memory, NDArray orderLogits, NDArray queryFirst) {
    NDArray eq2 =
        interFrame.evaluate(
            inter.query, List.of(inter.sameFrame, inter.earlier, inter.later), memory);
    NDArray eq3 = intraFrame.evaluate(intra.query, intra.sameFrame, intra.earlier, intra.later);
    NDArray eq4 = temporalOrder.evaluate(orderLogits, queryFirst);
    NDArray total = sum(null, Task.INTER, eq2);
    total = sum(total, Task.INTRA, eq3);
    total = sum(total, Task.ORDER, eq4);
    if (total == null) {
      throw new IllegalStateException("tasks " + tasks + " have no term in a sequence");
    }
    return new Terms(eq2, eq3, eq4, total);
  }

  /** MoCo on single frames: query and key (N, D) of one frame each, memory (K, D). */
  public Terms evaluateFrames(NDArray query, NDArray sameFrame, NDArray memory) {
    NDArray loss = interFrame.evaluate(query, List.of(sameFrame), memory);
    return new Terms(loss, null, null, loss);
  }

  private @Nullable NDArray sum(@Nullable NDArray total, Task task, NDArray term) {
    if (!tasks.contains(task)) {
      return total;
    }
    return total == null ? term : total.add(term);
  }

  /** One head's view of a batch: the query and the keys k1, k2, k3, each (N, D) with unit rows. */
  public record Views(NDArray query, NDArray sameFrame, NDArray earlier, NDArray later) {}
}
