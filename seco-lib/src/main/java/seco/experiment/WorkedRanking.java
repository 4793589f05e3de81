package seco.experiment;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import seco.loss.ShuffleRankLoss;

/**
 * Shuffle-rank of one video, worked by hand: segments whose embeddings are points on the unit
 * circle.
 *
 * @param reference angles in degrees of the clip's segments as it was, r1, r2, ...
 * @param shuffled of the shuffled clip's, each put back in its own slot, p1, p2, ...
 * @param scale by which differences of cosines are divided
 */
public record WorkedRanking(double[] reference, double[] shuffled, double scale) {
  private static final double LARGEST = 5;

  public WorkedRanking {
    if (reference.length < 2 || reference.length != shuffled.length) {
      throw new IllegalArgumentException(
          reference.length + " segments and " + shuffled.length + ": must be as many, 2 or more");
    }
  }

  /**
   * One comparison.
   *
   * @param anchor that asks
   * @param own cosine with the same segment of the other clip
   * @param other segment that it is compared with
   * @param theirs cosine with that
   * @param exponent the difference of the two over the scale, above 0 where the other is nearer
   * @param term log(1 + exp(exponent))
   * @param clamped the same with an exponent of 5 at most
   */
  public record Term(
      String anchor,
      double own,
      String other,
      double theirs,
      double exponent,
      double term,
      double clamped) {}

  /** All 2n (2n - 2) comparisons, in plain arithmetic. */
  public List<Term> terms() {
    int n = reference.length;
    List<Term> terms = new ArrayList<>();
    for (int a = 0; a < 2 * n; a++) {
      double own = cosine(a, (a + n) % (2 * n));
      for (int j = 0; j < 2 * n; j++) {
        if (j % n != a % n) {
          double theirs = cosine(a, j);
          double exponent = (theirs - own) / scale;
          double clamped = Math.log1p(Math.exp(Math.min(exponent, LARGEST)));
          double term = Math.log1p(Math.exp(exponent));
          terms.add(new Term(name(a), own, name(j), theirs, exponent, term, clamped));
        }
      }
    }
    return terms;
  }

  private double cosine(int a, int b) {
    return Math.cos(Math.toRadians(angle(a) - angle(b)));
  }

  private double angle(int vector) {
    int n = reference.length;
    return vector < n ? reference[vector] : shuffled[vector - n];
  }

  private String name(int vector) {
    int n = reference.length;
    return vector < n ? "r" + (vector + 1) : "p" + (vector - n + 1);
  }

  /** The mean of all terms: the loss. */
  public double byHand(boolean clamp) {
    return terms().stream()
        .mapToDouble(clamp ? Term::clamped : Term::term)
        .average()
        .orElse(Double.NaN);
  }

  /** The loss of the library. */
  public double library(NDManager manager, boolean clamp) {
    return new ShuffleRankLoss(scale, clamp)
        .evaluate(segments(manager, reference), segments(manager, shuffled))
        .loss()
        .getFloat();
  }

  private static NDArray segments(NDManager manager, double[] degrees) {
    return WorkedCase.circle(manager, degrees).expandDims(0); // (1, n, 2)
  }
}
