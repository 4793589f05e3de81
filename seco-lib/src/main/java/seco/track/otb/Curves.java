package seco.track.otb;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * Shares of frames by threshold. A frame with a NaN is a failure at each.
 *
 * @param success share of overlaps above 0, 0.05, … 1
 * @param precision share of centre distances of at most 0, 1, … 50 pixels
 * @param normalizedPrecision share of normalised centre distances of at most 0, 0.01, … 0.5
 */
public record Curves(double[] success, double[] precision, double[] normalizedPrecision) {
  /** Thresholds of {@link #success}. */
  public static final int SUCCESS_THRESHOLDS = 21;

  /** Thresholds of {@link #precision} and of {@link #normalizedPrecision}. */
  public static final int PRECISION_THRESHOLDS = 51;

  /** Thresholds of GOT-10k's curve of success. */
  static final int GOT10K_THRESHOLDS = 101;

  private static final int SUCCESS_AT_HALF = 10;
  private static final int PRECISION_AT_20_PIXELS = 20;
  private static final int NORMALIZED_AT_A_FIFTH = 20;

  static Curves of(FrameErrors errors) {
    return new Curves(
        success(errors.overlaps(), SUCCESS_THRESHOLDS),
        precision(errors.distances(), 1),
        precision(errors.normalized(), 0.01));
  }

  /** Shares of overlaps above k / (n - 1). */
  static double[] success(double[] overlaps, int thresholds) {
    double step = 1.0 / (thresholds - 1);
    double[] curve = new double[thresholds];
    for (int k = 0; k < thresholds; k++) {
      curve[k] = share(overlaps, k * step, true);
    }
    return curve;
  }

  /** Shares of distances of at most 0, step, … 50 steps. */
  static double[] precision(double[] distances, double step) {
    double[] curve = new double[PRECISION_THRESHOLDS];
    for (int k = 0; k < curve.length; k++) {
      curve[k] = share(distances, k * step, false);
    }
    return curve;
  }

  /** The share of values above a threshold, or of those that are not. NaN is neither. */
  static double share(double[] values, double threshold, boolean above) {
    int count = 0;
    for (double value : values) {
      if (above ? value > threshold : value <= threshold) {
        count++;
      }
    }
    return (double) count / values.length;
  }

  /** The mean of curves, each of the same weight. */
  static Curves mean(List<Curves> curves) {
    return new Curves(
        mean(curves, Curves::success),
        mean(curves, Curves::precision),
        mean(curves, Curves::normalizedPrecision));
  }

  private static double[] mean(List<Curves> curves, Function<Curves, double[]> which) {
    double[] mean = new double[which.apply(curves.get(0)).length];
    for (Curves one : curves) {
      double[] values = which.apply(one);
      for (int i = 0; i < mean.length; i++) {
        mean[i] += values[i];
      }
    }
    for (int i = 0; i < mean.length; i++) {
      mean[i] /= curves.size();
    }
    return mean;
  }

  /** The area under the curve of success as the toolkits take it: the mean of its values. */
  public double successAuc() {
    return Arrays.stream(success).average().orElseThrow();
  }

  /** The share of frames whose centre is at most 20 pixels off. */
  public double precision20() {
    return precision[PRECISION_AT_20_PIXELS];
  }

  /** The share of frames with an overlap above one half. */
  public double successRate50() {
    return success[SUCCESS_AT_HALF];
  }

  /** The share of frames whose centre is at most a fifth of the target's size off. */
  public double normalizedPrecision20() {
    return normalizedPrecision[NORMALIZED_AT_A_FIFTH];
  }
}
