package seco.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import seco.probe.FeatureSet;

/**
 * Neighbouring frames of each video as the differences of their features, later minus earlier. What
 * a linear probe reads about time from two frames, it reads from their difference: whichever frame
 * is shown first, the part that both share says nothing.
 */
final class FramePairs {
  private final FeatureSet differences; // named as the earlier frames
  private final List<String> later;

  private FramePairs(FeatureSet differences, List<String> later) {
    this.differences = differences;
    this.later = later;
  }

  /**
   * The pairs of neighbouring rows of one video that are wanted.
   *
   * @param frames (N, D), rows named {@code path#frame}, those of a video in their order
   * @param wanted tells of the names of the earlier and the later frame
   */
  static FramePairs of(FeatureSet frames, BiPredicate<String, String> wanted) {
    List<Integer> first = new ArrayList<>();
    for (int i = 1; i < frames.size(); i++) {
      String earlier = frames.names().get(i - 1);
      String next = frames.names().get(i);
      if (FeatureSet.videoOf(earlier).equals(FeatureSet.videoOf(next))
          && wanted.test(earlier, next)) {
        first.add(i - 1);
      }
    }
    int[] earlier = first.stream().mapToInt(i -> i).toArray();
    int[] later = first.stream().mapToInt(i -> i + 1).toArray();
    FeatureSet from = frames.rows(earlier);
    FeatureSet to = frames.rows(later);
    float[] differences = to.values().clone();
    for (int i = 0; i < differences.length; i++) {
      differences[i] -= from.values()[i];
    }
    return new FramePairs(
        new FeatureSet(differences, frames.dimension(), from.labels(), from.names(), from.card()),
        to.names());
  }

  /** The differences (P, D), named as the earlier frames. */
  FeatureSet differences() {
    return differences;
  }

  /** The name of a pair's later frame. */
  String later(int pair) {
    return later.get(pair);
  }

  /** Every second pair shown backwards, labelled 1; the others forwards, labelled 0. */
  FeatureSet everySecondBackwards() {
    float[] values = differences.values().clone();
    int[] labels = new int[differences.size()];
    int dimension = differences.dimension();
    for (int pair = 1; pair < labels.length; pair += 2) {
      labels[pair] = 1;
      for (int i = pair * dimension; i < (pair + 1) * dimension; i++) {
        values[i] = -values[i];
      }
    }
    return new FeatureSet(values, dimension, labels, differences.names(), differences.card());
  }
}
