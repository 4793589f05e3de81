package seco.experiment;

import java.util.ArrayList;
import java.util.List;
import seco.probe.Centring;
import seco.probe.FeatureSet;
import seco.probe.Retrieval;
import seco.probe.RetrievalSets;
import seco.run.Score;

/**
 * Retrieval of training videos by test videos, with each set centred by its own mean and without.
 *
 * <p>The former is that of L. Zhang et al., <i>Inter-intra Variant Dual Representations for
 * Self-supervised Video Recognition</i>, BMVC 2021, Table 5.
 */
public final class ClipRetrieval {
  /** What the names of R@k begin with where each set is centred: {@code recallCentred.5}. */
  public static final String CENTRED = "recallCentred.";

  private static final String PLAIN = "recall.";

  private ClipRetrieval() {}

  /**
   * R@k for the usual k, {@link Retrieval#ranks}.
   *
   * @param gallery a row for each training video
   * @param queries a row for each test video
   */
  public static List<Score> scores(FeatureSet gallery, FeatureSet queries) {
    List<Score> scores = new ArrayList<>();
    add(gallery, queries, Centring.Mean.OWN, CENTRED, scores);
    add(gallery, queries, Centring.Mean.NONE, PLAIN, scores);
    return scores;
  }

  private static void add(
      FeatureSet gallery,
      FeatureSet queries,
      Centring.Mean mean,
      String metric,
      List<Score> scores) {
    int[] ranks = Retrieval.ranks(gallery.size());
    Retrieval found =
        RetrievalSets.of(gallery, queries, false, mean).retrieve(ranks[ranks.length - 1]);
    for (int k : ranks) {
      scores.add(new Score(metric + k, found.recall(k), found.card()));
    }
  }
}
