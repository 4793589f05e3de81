package seco.experiment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import seco.probe.FeaturePair;
import seco.probe.FeatureSet;

class VoteCurveTest {
  /** Seen from (1, 0) the gallery lies at 0, 30, 40 and 90 degrees. */
  private static final FeaturePair PAIR =
      new FeaturePair(
          "by hand", at(new int[] {0, 1, 1, 0}, 0, 30, 40, 90), at(new int[] {0, 1}, 0, 0));

  private static FeatureSet at(int[] labels, double... degrees) {
    float[] values = new float[2 * degrees.length];
    String[] names = new String[degrees.length];
    for (int i = 0; i < degrees.length; i++) {
      values[2 * i] = (float) Math.cos(Math.toRadians(degrees[i]));
      values[2 * i + 1] = (float) Math.sin(Math.toRadians(degrees[i]));
      names[i] = "at " + degrees[i];
    }
    return new FeatureSet(values, 2, labels, List.of(names), Map.of());
  }

  @Test
  void majority_oneTwoThree_turnsWhereTheOthersOutvoteTheNearest() {
    // k = 1 and 2 say class 0, which is right for one of the two queries; k = 3 says class 1
    assertArrayEquals(new double[] {0.5, 0.5, 0.5}, new VoteCurve(PAIR, 3).majority(1, 2, 3));
    FeaturePair first = new FeaturePair("first", PAIR.train(), PAIR.test().rows(0));
    assertArrayEquals(new double[] {1, 1, 0}, new VoteCurve(first, 3).majority(1, 2, 3));
  }

  @Test
  void weighted_nearVotesCountMore() {
    FeaturePair first = new FeaturePair("first", PAIR.train(), PAIR.test().rows(0));
    // 1 against exp(-0.134 / T) + exp(-0.234 / T): even at T = 0.26
    assertArrayEquals(new double[] {1}, new VoteCurve(first, 3).weighted(0.1, 3));
    assertArrayEquals(new double[] {0}, new VoteCurve(first, 3).weighted(1, 3));
  }

  @Test
  void majority_moreThanWereFound_isRefused() {
    VoteCurve curve = new VoteCurve(PAIR, 2);
    assertThrows(IllegalArgumentException.class, () -> curve.majority(3));
  }
}
