package seco.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import seco.InputException;
import seco.run.Progress;

/**
 * How often a stage's work is done.
 *
 * @param warmup rounds before the clock counts, in which kernels are found and code is compiled
 * @param steps rounds that count
 */
public record Rounds(int warmup, int steps) {
  public Rounds {
    if (warmup < 0 || steps < 1) {
      throw new InputException(
          "warm-up " + warmup + ", steps " + steps + ": need at least 0 and at least 1");
    }
  }

  /** The work of one round. */
  @FunctionalInterface
  interface Work {
    /**
     * @param round its number, the warm-up counted
     */
    void round(int round) throws IOException;
  }

  /** Does the work in all rounds and times each of them. */
  Timings time(Work work, Progress progress) throws IOException {
    return time(round -> {}, work, progress);
  }

  /**
   * Does the work in all rounds and times each of them.
   *
   * @param before done before each round, not timed
   */
  Timings time(Work before, Work work, Progress progress) throws IOException {
    double[] seconds = new double[steps];
    long processor = 0;
    for (int round = 0; round < warmup + steps; round++) {
      before.round(round);
      long processorStart = processorNanos();
      long start = System.nanoTime();
      work.round(round);
      if (round >= warmup) {
        seconds[round - warmup] = (System.nanoTime() - start) / 1e9;
        processor += processorNanos() - processorStart;
      }
      progress.at(round + 1, warmup + steps);
    }
    return new Timings(seconds, processor / 1e9);
  }

  /**
   * Does two works in turn, in all rounds, and times each of them.
   *
   * @param before done before both, not timed
   * @param other done first
   */
  Turns inTurn(Work before, Work other, Work work, Progress progress) throws IOException {
    double[] seconds = new double[steps];
    Timings timings =
        time(
            round -> {
              before.round(round);
              long start = System.nanoTime();
              other.round(round);
              if (round >= warmup) {
                seconds[round - warmup] = (System.nanoTime() - start) / 1e9;
              }
            },
            work,
            progress);
    return new Turns(timings, new Timings(seconds, 0));
  }

  /** What all threads of this process have used of all processors so far. */
  private static long processorNanos() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }
}
