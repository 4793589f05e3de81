package seco.probe;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import seco.InputException;

class RidgeProbeTest {
  private static final FeatureSet TRAIN = Features.clusters(200, 6, 200, 0, 1);
  private static final FeatureSet TEST = Features.clusters(100, 6, 100, 0, 2);

  @Test
  void r2_linearFactor_isReadOffPerfectly() {
    RidgeProbe probe = RidgeProbe.fit(TRAIN, linear(TRAIN));
    assertEquals(1, probe.r2(TEST, linear(TEST)), 1e-6);
    assertEquals(1e-6, probe.strength(), "the weakest of the grid");
  }

  @Test
  void r2_noise_isAboutZeroAndStronglyRegularised() {
    RidgeProbe probe = RidgeProbe.fit(TRAIN, noise(200, 3));
    double r2 = probe.r2(TEST, noise(100, 4));
    assertTrue(r2 < 0.05 && r2 > -0.2, "R2 " + r2);
    assertTrue(probe.strength() >= 0.1, "strength " + probe.strength());
  }

  @Test
  void fit_otherUnitsOfFeatures_givesTheSamePredictions() {
    double[][] targets = add(linear(TRAIN), noise(200, 5));
    double[][] expected = RidgeProbe.fit(TRAIN, targets).predict(TEST);
    double[][] actual =
        RidgeProbe.fit(moved(TRAIN, 1000, 7), targets).predict(moved(TEST, 1000, 7));
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i][0], actual[i][0], 1e-3, "row " + i);
    }
  }

  @Test
  void weights_oneFeature_byHand() {
    FeatureSet train =
        Features.of(new int[3], new float[] {1}, new float[] {2}, new float[] {3}); // X'X = 2
    RidgeFit fit = new RidgeFit(train, Targets.column(10, 12, 20)); // X'Y = 10
    assertEquals(5, fit.weights(0).get(0, 0), 1e-12, "10 / 2");
    assertEquals(2.5, fit.weights(1).get(0, 0), 1e-12, "10 / (2 + 2)");
    FeatureSet five = Features.of(new int[1], new float[] {5});
    assertEquals(14 + 2.5 * 3, fit.predict(five, fit.weights(1))[0][0], 1e-12);
  }

  @Test
  void weights_moreFeaturesThanRows_areFinite() {
    FeatureSet train = Features.clusters(10, 30, 10, 0, 6);
    RidgeProbe probe = RidgeProbe.fit(train, noise(10, 7));
    for (double[] row : probe.predict(train)) {
      assertTrue(Double.isFinite(row[0]), "prediction " + row[0]);
    }
  }

  @Test
  void r2PerTarget_ofThreePredictions_byHand() {
    FeatureSet train = Features.of(new int[3], new float[] {0}, new float[] {1}, new float[] {2});
    RidgeProbe probe = RidgeProbe.fit(train, Targets.column(0, 1, 2)); // about the identity
    double[][] truth = Targets.column(0, 1, 5); // squares 0, 0, 9 against 4 + 1 + 9
    assertEquals(1 - 9 / 14.0, probe.r2PerTarget(train, truth)[0], 1e-4);
  }

  @Test
  void cyclic_hueFromItsColour_isReadOffAcrossTheSeam() {
    double[] hues = IntStream.range(0, 100).mapToDouble(i -> i / 100.0).toArray();
    double[][] circle = Targets.cyclic(hues);
    assertArrayEquals(new double[] {0, 1}, circle[25], 1e-12);
    float[][] rows = new float[100][];
    Arrays.setAll(rows, i -> new float[] {3 + (float) circle[i][0], (float) circle[i][1]});
    FeatureSet colours = Features.of(new int[100], rows);
    assertEquals(1, RidgeProbe.fit(colours, circle).r2(colours, circle), 1e-6);
    double straight =
        RidgeProbe.fit(colours, Targets.column(hues)).r2(colours, Targets.column(hues));
    assertTrue(straight < 0.9, "a hue as a plain number jumps at the seam: " + straight);
  }

  @Test
  void fit_framesOfOneVideo_stayTogether() {
    // Within a video all is noise that repeats: leaked frames would ask for no regularisation.
    FeatureSet videos = Features.clusters(20, 40, 20, 0, 8);
    int[] twice = IntStream.range(0, 200).map(i -> i / 10).toArray();
    FeatureSet repeated = videos.rows(twice);
    double[][] target = Targets.rows(noise(20, 9), twice);
    FeatureSet leaked = named(repeated, i -> "picture" + i);
    assertEquals(1e-6, RidgeProbe.fit(leaked, target).strength(), "leaked");
    FeatureSet frames = named(repeated, i -> "video" + i / 10 + "#" + i % 10);
    assertTrue(RidgeProbe.fit(frames, target).strength() >= 0.1, "together");
  }

  private static FeatureSet named(FeatureSet features, IntFunction<String> names) {
    return new FeatureSet(
        features.values(),
        features.dimension(),
        features.labels(),
        IntStream.range(0, features.size()).mapToObj(names).toList(),
        Map.of());
  }

  @Test
  void fit_wrongTargets_areRefused() {
    refused("199 targets for 200 features", noise(199, 1));
    refused("target column 0 is 3.0 everywhere", filled(3));
    double[][] hole = noise(200, 1);
    hole[4][0] = Double.NaN;
    refused("target 4 (row 4) holds NaN", hole);
    FeatureSet one = TRAIN.rows(1, 1, 1);
    double[][] three = Targets.column(1, 2, 3);
    assertThrows(InputException.class, () -> RidgeProbe.fit(one, three), "a single video");
  }

  private static void refused(String message, double[][] targets) {
    assertEquals(
        message,
        assertThrows(InputException.class, () -> RidgeProbe.fit(TRAIN, targets)).getMessage());
  }

  private static double[][] filled(double value) {
    double[] values = new double[200];
    Arrays.fill(values, value);
    return Targets.column(values);
  }

  private static double[][] linear(FeatureSet features) {
    double[] values = new double[features.size()];
    Arrays.setAll(values, i -> 4 + 2 * features.row(i)[0] - 3 * features.row(i)[5]);
    return Targets.column(values);
  }

  private static double[][] noise(int count, long seed) {
    return Targets.column(new Random(seed).doubles(count, -1, 1).toArray());
  }

  private static double[][] add(double[][] a, double[][] b) {
    double[] sum = new double[a.length];
    Arrays.setAll(sum, i -> a[i][0] + b[i][0]);
    return Targets.column(sum);
  }

  private static FeatureSet moved(FeatureSet features, float factor, float shift) {
    float[] values = features.values().clone();
    for (int i = 0; i < values.length; i++) {
      values[i] = factor * values[i] + shift;
    }
    return new FeatureSet(
        values, features.dimension(), features.labels(), features.names(), Map.of());
  }
}
