package seco.track.otb;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import seco.run.Seeds;

/**
 * The 95 % interval of a score over sequences, by drawing as many sequences with replacement again
 * and again: the percentile bootstrap.
 */
public final class Bootstrap {
  private static final int DRAWS = 2000;
  private static final double TAIL = 0.025;
  private static final long SEED = 1; // the same scores have the same interval

  private Bootstrap() {}

  /**
   * A score and its interval.
   *
   * @param value over the sequences as they are
   * @param low end of the interval
   * @param high end of the interval
   */
  public record Range(double value, double low, double high) {}

  /** The mean of values, one a sequence. */
  public static Range ofMean(double[] values) {
    return of(
        values.length,
        drawn -> Arrays.stream(drawn).mapToDouble(i -> values[i]).sum() / drawn.length);
  }

  /**
   * Any score of some sequences.
   *
   * @param sequences how many there are
   * @param score of those of some numbers, which may repeat
   */
  static Range of(int sequences, ToDoubleFunction<int[]> score) {
    int[] all = new int[sequences];
    Arrays.setAll(all, i -> i);
    RandomGenerator random = new Seeds(SEED).stream("bootstrap");
    double[] scores = new double[DRAWS];
    for (int draw = 0; draw < DRAWS; draw++) {
      scores[draw] = score.applyAsDouble(random.ints(sequences, 0, sequences).toArray());
    }
    Arrays.sort(scores);
    int tail = (int) (TAIL * DRAWS);
    return new Range(score.applyAsDouble(all), scores[tail], scores[DRAWS - 1 - tail]);
  }
}
