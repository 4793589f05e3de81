package seco.track.otb;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import seco.track.Box;
import seco.track.Sequence;

/**
 * What a tracker is worth by GOT-10k's rules: all frames of all sequences and repetitions are one
 * pool, without first frames and those in which nothing of the target is seen.
 *
 * @param sequences the frames of each sequence, by its name
 */
public record Got10kReport(Map<String, Pool> sequences) {
  private static final double HALF = 0.5;
  private static final double THREE_QUARTERS = 0.75;

  public Got10kReport {
    sequences = new LinkedHashMap<>(sequences);
  }

  /**
   * Frames that count.
   *
   * @param overlaps with the truth, both fitted into the picture
   * @param seconds of all frames whose times are known
   */
  public record Pool(double[] overlaps, double[] seconds) {
    /** The mean overlap, AO. */
    public double averageOverlap() {
      return Arrays.stream(overlaps).sum() / overlaps.length;
    }

    /** SR at one half: the share of overlaps above it. */
    public double successRate50() {
      return Curves.share(overlaps, HALF, true);
    }

    /** SR at three quarters. */
    public double successRate75() {
      return Curves.share(overlaps, THREE_QUARTERS, true);
    }

    /** Shares of overlaps above 0, 0.01, … 1. */
    public double[] success() {
      return Curves.success(overlaps, Curves.GOT10K_THRESHOLDS);
    }

    /** The mean of the frames' rates; empty where no time is known. */
    public OptionalDouble framesPerSecond() {
      return Trace.rates(seconds);
    }

    static Pool of(Sequence sequence, double width, double height, List<Trace> traces) {
      List<Double> overlaps = new ArrayList<>();
      List<Double> seconds = new ArrayList<>();
      for (Trace trace : traces) {
        int frames = Math.min(trace.boxes().size(), sequence.size());
        for (int i = 1; i < frames; i++) {
          if (sequence.cover().isEmpty() || sequence.cover().get(i) > 0) {
            Box truth = sequence.truth().get(i).bounded(width, height);
            overlaps.add(trace.boxes().get(i).bounded(width, height).overlap(truth));
          }
        }
        Arrays.stream(trace.seconds()).filter(s -> s > 0).forEach(seconds::add);
      }
      return new Pool(array(overlaps), array(seconds));
    }

    static Pool joined(List<Pool> pools) {
      return new Pool(
          pools.stream().flatMapToDouble(pool -> Arrays.stream(pool.overlaps)).toArray(),
          pools.stream().flatMapToDouble(pool -> Arrays.stream(pool.seconds)).toArray());
    }

    private static double[] array(List<Double> values) {
      return values.stream().mapToDouble(Double::doubleValue).toArray();
    }
  }

  /** All frames. */
  public Pool overall() {
    return Pool.joined(List.copyOf(sequences.values()));
  }

  /** AO with the interval in which chance in the choice of the sequences leaves it. */
  public Bootstrap.Range averageOverlap() {
    List<Pool> pools = List.copyOf(sequences.values());
    double[] sums = pools.stream().mapToDouble(p -> Arrays.stream(p.overlaps).sum()).toArray();
    return Bootstrap.of(
        pools.size(),
        drawn -> {
          double sum = 0;
          long frames = 0;
          for (int i : drawn) {
            sum += sums[i];
            frames += pools.get(i).overlaps.length;
          }
          return sum / frames;
        });
  }
}
