package seco.probe;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import seco.InputException;
import smile.validation.metric.ConfusionMatrix;

/**
 * Which classes are taken for which, counted by Smile.
 *
 * @param counts (K, K): examples of the row's class that were predicted as the column's
 */
public record ConfusionTable(int[][] counts) {
  /**
   * Counts predictions.
   *
   * @param labels the true classes
   * @param predictions of the same examples
   * @param classes K
   * @throws InputException if a label or prediction is no class
   */
  public static ConfusionTable of(int[] labels, int[] predictions, int classes) {
    if (labels.length != predictions.length || labels.length == 0) {
      throw new IllegalArgumentException(
          predictions.length + " predictions for " + labels.length + " labels");
    }
    requireClasses(labels, classes);
    requireClasses(predictions, classes);
    int[][] found = ConfusionMatrix.of(labels, predictions).matrix;
    int[][] counts = new int[classes][classes]; // also of classes that do not occur
    for (int k = 0; k < found.length; k++) {
      System.arraycopy(found[k], 0, counts[k], 0, found[k].length);
    }
    return new ConfusionTable(counts);
  }

  private static void requireClasses(int[] labels, int classes) {
    for (int label : labels) {
      if (label < 0 || label >= classes) {
        throw new InputException("label " + label + ": the classes are 0.." + (classes - 1));
      }
    }
  }

  /** Number of classes. */
  public int classes() {
    return counts.length;
  }

  /** Share of all examples that stand on the diagonal. */
  public double accuracy() {
    int right = 0;
    int all = 0;
    for (int k = 0; k < counts.length; k++) {
      right += counts[k][k];
      all += Arrays.stream(counts[k]).sum();
    }
    return right / (double) all;
  }

  /** Share of each class's examples that were recognised (K); NaN for a class without any. */
  public double[] recall() {
    double[] recall = new double[counts.length];
    for (int k = 0; k < recall.length; k++) {
      recall[k] = counts[k][k] / (double) Arrays.stream(counts[k]).sum();
    }
    return recall;
  }

  /** The counts as numbers for a picture, row by row. */
  public double[][] rows() {
    return Arrays.stream(counts)
        .map(row -> Arrays.stream(row).asDoubleStream().toArray())
        .toArray(double[][]::new);
  }

  /**
   * Examples of one class that were taken for another.
   *
   * @param label their class
   * @param prediction what they were taken for
   * @param count how many
   */
  public record MixUp(int label, int prediction, int count) {}

  /** The most frequent mistakes, the first classes first among equals; those that occur. */
  public List<MixUp> mixUps(int most) {
    List<MixUp> all = new ArrayList<>();
    for (int k = 0; k < counts.length; k++) {
      for (int j = 0; j < counts.length; j++) {
        if (j != k && counts[k][j] > 0) {
          all.add(new MixUp(k, j, counts[k][j]));
        }
      }
    }
    all.sort(Comparator.comparingInt(MixUp::count).reversed());
    return List.copyOf(all.subList(0, Math.min(most, all.size())));
  }
}
