package seco.pretrain;

import java.util.List;
import java.util.function.ToDoubleFunction;
import seco.run.Timing;

/**
 * What a run has recorded so far.
 *
 * @param <S> the numbers of a step
 */
public interface Recorded<S extends Record> {
  /** The steps in their order, from step 0. */
  List<S> steps();

  /** The timings of the steps, those of the first ones missing where they were lost. */
  List<Timing> timings();

  /**
   * Seconds that the steps took together. Where the timings of the first steps were lost, these
   * count as much as the others on average.
   */
  default double seconds() {
    return seconds(timings(), steps().size());
  }

  /** The same of timings alone, and the number of steps. */
  static double seconds(List<Timing> timings, long steps) {
    double timed = timings.stream().mapToDouble(Timing::seconds).sum();
    boolean all = timings.isEmpty() || timings.get(0).step() == 0;
    return all ? timed : timed * steps / timings.size();
  }

  /** A number of every step, for example {@code values(Step::interTop1)}. */
  default double[] values(ToDoubleFunction<S> number) {
    return steps().stream().mapToDouble(number).toArray();
  }

  /** The mean of a number over the last steps that have it; NaN where there are none. */
  default double recent(int last, ToDoubleFunction<S> number) {
    return steps().subList(Math.max(0, steps().size() - last), steps().size()).stream()
        .mapToDouble(number)
        .filter(value -> !Double.isNaN(value))
        .average()
        .orElse(Double.NaN);
  }
}
