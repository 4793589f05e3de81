package seco.experiment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import seco.InputException;
import seco.probe.FeatureSet;
import seco.probe.LinearResult;
import seco.run.Progress;

class LearningCurveTest {
  /** Three classes around corners, with noise. */
  private static FeatureSet features(int rows, long seed) {
    Random random = new Random(seed);
    float[] values = new float[rows * 4];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) ((i % 4 == i / 4 % 3 ? 1 : 0) + 0.8 * random.nextGaussian());
    }
    int[] labels = IntStream.range(0, rows).map(i -> i % 3).toArray();
    return new FeatureSet(
        values, 4, labels, IntStream.range(0, rows).mapToObj(i -> "v" + i).toList(), Map.of());
  }

  @Test
  void allVideos_areTheProtocolItself_whateverIsDrawn() {
    FeatureSet train = features(30, 1);
    FeatureSet test = features(60, 2);
    double[][] curve = LearningCurve.of(train, test, new int[] {2, 10}, 3, 5, Progress.SILENT);
    double all = LinearResult.of(train, test).onTest();
    assertArrayEquals(new double[] {all, all, all}, curve[1]);
    assertEquals(all, LearningCurve.means(curve)[1], 1e-12);
    assertArrayEquals(
        curve[0],
        LearningCurve.of(train, test, new int[] {2, 10}, 3, 5, Progress.SILENT)[0],
        "the same seed draws the same");
  }

  @Test
  void spread_isFromTheLowestToTheHighestDraw() {
    double[][] top1 = {{0.2, 0.4, 0.3}, {0.5, 0.5, 0.5}};
    assertArrayEquals(new double[] {0.2, 0.5}, LearningCurve.lowest(top1));
    assertArrayEquals(new double[] {0.4, 0.5}, LearningCurve.highest(top1));
    assertArrayEquals(new double[] {0.3, 0.5}, LearningCurve.means(top1), 1e-12);
  }

  @Test
  void possible_leavesOutWhatTheSmallestClassHasNot() {
    FeatureSet train = features(29, 1); // 10, 10 and 9
    assertArrayEquals(new int[] {2, 9}, LearningCurve.possible(train, 2, 9, 10));
    assertArrayEquals(new int[] {9}, LearningCurve.possible(train, 10, 20));
  }

  @Test
  void moreVideosThanAClassHas_areRefused() {
    FeatureSet train = features(29, 1);
    String message =
        assertThrows(
                InputException.class,
                () -> LearningCurve.of(train, train, new int[] {10}, 1, 1, Progress.SILENT))
            .getMessage();
    assertEquals("10 training videos of each class: class 2 has 9", message);
  }
}
