package seco.experiment;

import java.util.stream.IntStream;
import seco.probe.Accuracy;
import seco.probe.FeaturePair;
import seco.probe.NearestNeighbours;
import seco.probe.Neighbours;

/** How well the k nearest training videos know a test video's class, for several k. */
public final class VoteCurve {
  private final FeaturePair features;
  private final Neighbours found;

  /**
   * Finds the neighbours once.
   *
   * @param most the largest k that will be asked for
   */
  public VoteCurve(FeaturePair features, int most) {
    this.features = features;
    found = new NearestNeighbours(features.train()).find(features.test(), most);
  }

  /** Share right where all k count alike. */
  public double[] majority(int... ks) {
    return shares(ks, k -> found.first(k).majority(features.train().labels()));
  }

  /** Share right where each counts by {@code exp(cosine / temperature)}. */
  public double[] weighted(double temperature, int... ks) {
    return shares(ks, k -> found.first(k).weighted(features.train().labels(), temperature));
  }

  /** What k neighbours say of each test video. */
  @FunctionalInterface
  private interface Vote {
    int[] of(int k);
  }

  private double[] shares(int[] ks, Vote vote) {
    return IntStream.of(ks)
        .mapToDouble(k -> Accuracy.top1(features.test().labels(), vote.of(k)))
        .toArray();
  }
}
