package seco.loss;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import seco.Paper;

/** SeCo's training objective: the plain sum of the active tasks' losses. */
@Paper(equation = 5)
public final class SecoObjective {
  private final Set<Task> tasks;
  private final InterFrameLoss interFrame;
  private final IntraFrameLoss intraFrame;
  private final VinceLoss pairs;
  private final TemporalOrderLoss temporalOrder = new TemporalOrderLoss();

  /**
   * @param tasks what is summed; {@link Task#FRAMES} and what follows it only alone
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
    pairs = new VinceLoss(temperature);
    intraFrame = new IntraFrameLoss(intraTemperature, intraReading);
  }

  /** Requires at least one task, and each that stands alone to do so. */
  public static Set<Task> requireTasks(Set<Task> tasks) {
    if (tasks.isEmpty()) {
      throw new IllegalArgumentException("no tasks: choose of inter, intra, order, or frames");
    }
    for (Task task : tasks) {
      if (task.standsAlone() && tasks.size() > 1) {
        String name = task == Task.FRAMES ? "frames (MoCo)" : task.name().toLowerCase(Locale.ROOT);
        throw new IllegalArgumentException("task " + name + " stands alone, got " + tasks);
      }
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
    Outcome eq2 =
        interFrame.evaluate(
            inter.query, List.of(inter.sameFrame, inter.earlier, inter.later), memory);
    Outcome eq3 = intraFrame.evaluate(intra.query, intra.sameFrame, intra.earlier, intra.later);
    Outcome eq4 = temporalOrder.evaluate(orderLogits, queryFirst);
    List<NDArray> active = new ArrayList<>();
    tasks.forEach(
        task ->
            active.add(
                switch (task) {
                  case INTER -> eq2.loss();
                  case INTRA -> eq3.loss();
                  case ORDER -> eq4.loss();
                  case FRAMES, VINCE, SUPERVISED, SHUFFLE, OPN, ROTNET ->
                      throw new IllegalStateException(task + " has no sequence");
                }));
    NDArray total = active.stream().reduce(NDArray::add).orElseThrow();
    return new Terms(eq2, eq3, eq4, total);
  }

  /** MoCo on single frames: query and key (N, D) of one frame each, memory (K, D). */
  public Terms evaluateFrames(NDArray query, NDArray sameFrame, NDArray memory) {
    Outcome loss = interFrame.evaluate(query, List.of(sameFrame), memory);
    return new Terms(loss, null, null, loss.loss());
  }

  /**
   * VINCE on several frames of each video.
   *
   * @param queries (N V, D), video after video
   * @param keys V times (N, D)
   * @param memory (K, D)
   */
  public Terms evaluatePairs(NDArray queries, List<NDArray> keys, NDArray memory) {
    Outcome loss = pairs.evaluate(queries, keys, memory);
    return new Terms(loss, null, null, loss.loss());
  }

  /** One head's view of a batch: the query and the keys k1, k2, k3, each (N, D) with unit rows. */
  public record Views(NDArray query, NDArray sameFrame, NDArray earlier, NDArray later) {}
}
