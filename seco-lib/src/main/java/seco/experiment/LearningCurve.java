package seco.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import seco.InputException;
import seco.probe.FeatureSet;
import seco.probe.LinearResult;
import seco.run.Progress;
import seco.run.Seeds;

/** How the accuracy of the linear protocol grows with the number of training videos. */
public final class LearningCurve {
  private LearningCurve() {}

  /**
   * Trains on random subsets with equally many videos of each class.
   *
   * @param train all training videos
   * @param perClass ascending numbers of videos of each class; the smaller subset of a draw is part
   *     of the larger
   * @param draws how often subsets are drawn
   * @param seed of the draws
   * @return accuracies on the test videos (numbers, draws)
   * @throws InputException if a class has fewer videos than asked for
   */
  public static double[][] of(
      FeatureSet train, FeatureSet test, int[] perClass, int draws, long seed, Progress progress) {
    requireEnough(train, Arrays.stream(perClass).max().orElse(0));
    double[][] top1 = new double[perClass.length][draws];
    Seeds seeds = new Seeds(seed);
    for (int draw = 0; draw < draws; draw++) {
      int[] order = seeds.permutation(train.size(), "learning curve", draw);
      for (int i = 0; i < perClass.length; i++) {
        FeatureSet subset = train.rows(first(order, train.labels(), perClass[i]));
        top1[i][draw] = LinearResult.of(subset, test).onTest();
        progress.at((long) draw * perClass.length + i + 1, (long) draws * perClass.length);
      }
    }
    return top1;
  }

  /**
   * Of some numbers of videos of each class those that a training set has; the size of its smallest
   * class where that has fewer than all of them.
   *
   * @param wanted ascending
   */
  public static int[] possible(FeatureSet train, int... wanted) {
    int least = Arrays.stream(counts(train)).min().orElse(0);
    int[] possible = Arrays.stream(wanted).filter(count -> count <= least).toArray();
    return possible.length > 0 ? possible : new int[] {least};
  }

  /** The first so many rows of each class, in the rows' own order. */
  private static int[] first(int[] order, int[] labels, int count) {
    int[] taken = new int[Arrays.stream(labels).max().orElse(0) + 1];
    List<Integer> rows = new ArrayList<>();
    for (int row : order) {
      if (taken[labels[row]]++ < count) {
        rows.add(row);
      }
    }
    return rows.stream().mapToInt(Integer::intValue).sorted().toArray();
  }

  private static void requireEnough(FeatureSet train, int most) {
    int[] counts = counts(train);
    for (int k = 0; k < counts.length; k++) {
      if (counts[k] < most || most < 1) {
        throw new InputException(
            "%d training videos of each class: class %d has %d".formatted(most, k, counts[k]));
      }
    }
  }

  private static int[] counts(FeatureSet train) {
    int[] counts = new int[train.classes()];
    for (int label : train.labels()) {
      counts[label]++;
    }
    return counts;
  }

  /** The lowest of the draws. */
  public static double[] lowest(double[][] top1) {
    return Arrays.stream(top1).mapToDouble(row -> Arrays.stream(row).min().orElse(0)).toArray();
  }

  /** The highest of the draws. */
  public static double[] highest(double[][] top1) {
    return Arrays.stream(top1).mapToDouble(row -> Arrays.stream(row).max().orElse(0)).toArray();
  }

  /** The mean over the draws. */
  public static double[] means(double[][] top1) {
    return Arrays.stream(top1).mapToDouble(row -> Arrays.stream(row).average().orElse(0)).toArray();
  }
}
