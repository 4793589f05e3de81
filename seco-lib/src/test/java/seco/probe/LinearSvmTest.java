package seco.probe;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import de.bwaldvogel.liblinear.Feature;
import de.bwaldvogel.liblinear.FeatureNode;
import de.bwaldvogel.liblinear.Linear;
import de.bwaldvogel.liblinear.Model;
import de.bwaldvogel.liblinear.Parameter;
import de.bwaldvogel.liblinear.Problem;
import de.bwaldvogel.liblinear.SolverType;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import seco.InputException;

class LinearSvmTest {
  private static final double TINY_MARGIN = 1e-4;

  @ParameterizedTest
  @CsvSource({
    "200, 10, 4, 2.0, 1",
    "60, 100, 3, 1.0, 1",
    "150, 20, 5, 1.5, 0.01",
    "150, 20, 5, 0.5, 100",
    "400, 5, 10, 1.0, 10"
  })
  void train_objectiveAndPredictions_equalLiblinears(
      int rows, int dimension, int classes, double noise, double c) {
    FeatureSet train = Features.clusters(rows, dimension, classes, noise, 7);
    FeatureSet test = Features.clusters(500, dimension, classes, noise, 8);
    double[] oracle = liblinear(train, c, 1e-10); // (M, D)
    LinearSvm.Model model = new LinearSvm(c, 1e-9).train(train);

    double[] expected = objective(oracle, train, c);
    assertArrayEquals(objective(model.weights(), train, c), model.objective(), 1e-6 * rows * c);
    for (int k = 0; k < classes; k++) {
      assertEquals(expected[k], model.objective()[k], 1e-6 * expected[k], "class " + k);
    }
    int[] predictions = model.predict(test);
    for (int i = 0; i < test.size(); i++) {
      double[] scores = scores(oracle, test.row(i));
      double[] sorted = scores.clone();
      Arrays.sort(sorted);
      if (sorted[classes - 1] - sorted[classes - 2] > TINY_MARGIN) {
        assertEquals(sorted[classes - 1], scores[predictions[i]], "row " + i);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1200, 1000, 3, 0.000001",
    "700, 1600, 3, 0.000001",
    "9000, 128, 3, 0.01",
    "9000, 128, 3, 1000"
  })
  void train_largeSetsOfUnevenFeatures_objectiveEqualsLiblinears(
      int rows, int dimension, int classes, double c) {
    FeatureSet train = uneven(Features.clusters(rows, dimension, classes, 8, 5));
    double[] expected = objective(liblinear(train, c, 1e-6), train, c);
    LinearSvm.Model model = new LinearSvm(c, 1e-6).train(train);
    assertTrue(model.converged(1e-6), "gradient " + model.relativeGradient());
    double[] actual = objective(model.weights(), train, c);
    assertArrayEquals(actual, model.objective(), 1e-9 * Arrays.stream(actual).max().orElseThrow());
    for (int k = 0; k < classes; k++) {
      assertEquals(expected[k], actual[k], 1e-4 * expected[k], "class " + k);
    }
  }

  /** Where the gradient is tiny long before the objective is near its minimum. */
  @ParameterizedTest
  @CsvSource({"1200, 1000", "700, 1600"})
  void train_largeSetsNearlySeparable_objectiveIsWithinTheGapOfTheDual(int rows, int dimension) {
    FeatureSet train = uneven(Features.clusters(rows, dimension, 3, 8, 5));
    double[] oracle = objective(liblinear(train, 1, 1e-3), train, 1);
    LinearSvm.Model model = new LinearSvm(1, 1e-2).train(train);
    assertTrue(model.converged(1e-2) && model.gap() <= 1e-4, "gap " + model.gap());
    double[] actual = objective(model.weights(), train, 1);
    double[] bound = dual(model.weights(), train, 1);
    for (int k = 0; k < actual.length; k++) {
      assertEquals(actual[k], model.objective()[k], 1e-6 * actual[k], "class " + k);
      assertTrue(bound[k] > 0 && actual[k] <= bound[k] * (1 + 1.1e-4), "class " + k);
      assertTrue(bound[k] <= oracle[k] && actual[k] <= oracle[k] * (1 + 1e-4), "class " + k);
    }
  }

  @ParameterizedTest
  @CsvSource({"30, 0.001", "0, 0.001", "30, 1", "0, 1"})
  void exactNewton_fromZero_reachesLiblinearsObjective(int wholeSteps, double c) {
    FeatureSet train = Features.clusters(400, 30, 3, 3, 5);
    double[] expected = objective(liblinear(train, c, 1e-10), train, c);
    double[][] weights = new double[3][30];
    try (NDManager manager = NDManager.newBaseManager()) {
      SvmRows rows = new SvmRows(manager, train);
      SvmGoal goal = new SvmGoal(1e-3, new double[] {1e3, 1e3, 1e3});
      int steps = new SvmExactNewton(manager, rows, c, weights, goal, wholeSteps).run();
      assertTrue(steps >= 3 && steps < 300, steps + " steps");
    }
    double[] flat = Arrays.stream(weights).flatMapToDouble(Arrays::stream).toArray();
    double[] actual = objective(flat, train, c);
    for (int k = 0; k < expected.length; k++) {
      assertEquals(expected[k], actual[k], 1.1e-4 * expected[k], "class " + k);
    }
  }

  /** The dual objective of the multipliers 2 C max(0, 1 - y w'x): a lower bound of the minimum. */
  private static double[] dual(double[] weights, FeatureSet train, double c) {
    int classes = weights.length / train.dimension();
    double[] dual = new double[classes];
    double[] combined = new double[weights.length];
    for (int i = 0; i < train.size(); i++) {
      double[] scores = scores(weights, train.row(i));
      for (int k = 0; k < classes; k++) {
        int sign = train.labels()[i] == k ? 1 : -1;
        double multiplier = 2 * c * Math.max(0, 1 - sign * scores[k]);
        dual[k] += multiplier - multiplier * multiplier / (4 * c);
        for (int d = 0; d < train.dimension(); d++) {
          combined[k * train.dimension() + d] += sign * multiplier * train.row(i)[d];
        }
      }
    }
    for (int i = 0; i < combined.length; i++) {
      dual[i / train.dimension()] -= combined[i] * combined[i] / 2;
    }
    return dual;
  }

  /** Features of a common offset, as those after a rectifier, and of different spread. */
  private static FeatureSet uneven(FeatureSet features) {
    float[] values = features.values().clone();
    for (int i = 0; i < values.length; i++) {
      int d = i % features.dimension();
      values[i] = (values[i] + 10) * (d % 10 == 0 ? 3f : 1f);
    }
    return new FeatureSet(
        values, features.dimension(), features.labels(), features.names(), features.card());
  }

  /** Weights (M, D) of liblinear, a row a class in the order of the labels. */
  private static double[] liblinear(FeatureSet train, double c, double tolerance) {
    Linear.disableDebugOutput();
    Problem problem = new Problem();
    problem.l = train.size();
    problem.n = train.dimension();
    problem.bias = -1;
    problem.y = Arrays.stream(train.labels()).asDoubleStream().toArray();
    problem.x = new Feature[train.size()][train.dimension()];
    for (int i = 0; i < train.size(); i++) {
      for (int d = 0; d < train.dimension(); d++) {
        problem.x[i][d] = new FeatureNode(d + 1, train.row(i)[d]);
      }
    }
    Model model =
        Linear.train(problem, new Parameter(SolverType.L2R_L2LOSS_SVC, c, 10_000, tolerance));
    int classes = train.classes();
    double[] weights = new double[classes * train.dimension()];
    for (int k = 0; k < classes; k++) {
      for (int d = 0; d < train.dimension(); d++) {
        weights[model.getLabels()[k] * train.dimension() + d] =
            model.getFeatureWeights()[d * classes + k];
      }
    }
    return weights;
  }

  private static double[] objective(double[] weights, FeatureSet train, double c) {
    int dimension = train.dimension();
    double[] objective = new double[weights.length / dimension];
    for (int k = 0; k < objective.length; k++) {
      for (int d = 0; d < dimension; d++) {
        objective[k] += weights[k * dimension + d] * weights[k * dimension + d] / 2;
      }
    }
    for (int i = 0; i < train.size(); i++) {
      double[] scores = scores(weights, train.row(i));
      for (int k = 0; k < objective.length; k++) {
        double gap = 1 - (train.labels()[i] == k ? scores[k] : -scores[k]);
        objective[k] += gap > 0 ? c * gap * gap : 0;
      }
    }
    return objective;
  }

  private static double[] scores(double[] weights, float[] row) {
    double[] scores = new double[weights.length / row.length];
    for (int i = 0; i < weights.length; i++) {
      scores[i / row.length] += weights[i] * row[i % row.length];
    }
    return scores;
  }

  @Test
  void train_oneFeature_byHand() {
    // Class 0 at x = 1, class 1 at x = -1: minimise w^2 / 2 + 2 C max(0, 1 - w)^2 at C = 1,
    // whose derivative w - 4 (1 - w) is 0 at w = 4 / 5.
    FeatureSet two = Features.of(new int[] {0, 1}, new float[] {1}, new float[] {-1});
    LinearSvm.Model model = LinearSvm.authors().train(two);
    assertArrayEquals(new double[] {0.8, -0.8}, model.weights(), 1e-9);
    assertArrayEquals(new double[] {0.4, 0.4}, model.objective(), 1e-9); // 0.32 + 2 0.04
    assertTrue(model.converged(1e-6));
    assertEquals(2, model.classes());
  }

  @Test
  void train_scaledFeaturesAndC_givesTheSamePredictions() {
    FeatureSet train = Features.clusters(120, 8, 4, 1.5, 1);
    FeatureSet test = Features.clusters(200, 8, 4, 1.5, 2);
    int[] expected = new LinearSvm(4, 1e-9).train(train).predict(test);
    // Features twice as large with a quarter of C: the weights halve, the scores stay.
    int[] actual = new LinearSvm(1, 1e-9).train(twice(train)).predict(twice(test));
    assertArrayEquals(expected, actual);
  }

  private static FeatureSet twice(FeatureSet features) {
    float[] values = features.values().clone();
    for (int i = 0; i < values.length; i++) {
      values[i] *= 2;
    }
    return new FeatureSet(
        values, features.dimension(), features.labels(), features.names(), features.card());
  }

  @Test
  void train_hugeAndConstantFeatures_converges() {
    Random random = new Random(3);
    float[][] rows = new float[90][];
    int[] labels = new int[90];
    for (int i = 0; i < 90; i++) {
      labels[i] = i % 3;
      rows[i] =
          new float[] {1e4f * (float) random.nextGaussian() + 2e4f * labels[i], 1, 0, labels[i]};
    }
    LinearSvm.Model model = LinearSvm.authors().train(Features.of(labels, rows));
    assertTrue(model.relativeGradient() <= 1e-6, "gradient " + model.relativeGradient());
    assertEquals(0, model.weights()[2], "a feature that is always 0 has no weight");
  }

  @Test
  void train_labelsWithoutSense_areRefused() {
    float[] row = {1};
    LinearSvm svm = LinearSvm.authors();
    refused(
        "a single class: a classifier needs at least two",
        () -> svm.train(Features.of(new int[] {0, 0}, row, row)));
    refused(
        "class 1 has no training example",
        () -> svm.train(Features.of(new int[] {0, 2}, row, row)));
    refused(
        "label -1: labels count from 0", () -> svm.train(Features.of(new int[] {0, -1}, row, row)));
    refused("C = 0.0: must be above 0", () -> new LinearSvm(0, 0.1));
    refused("tolerance 1.0: must lie in 0..1", () -> new LinearSvm(1, 1));
  }

  @Test
  void predict_equalScores_givesTheFirstClass() {
    double[] weights = {-1, 0, 2, 1, 2, 1, 0, 1}; // (4, 2)
    LinearSvm.Model model = new LinearSvm.Model(weights, new double[4], 0, 0, 0, 1);
    float[][] rows = {{1, 0}, {0, 1}, {0, 0}, {-1, 0}, {-1, 2}};
    FeatureSet features = Features.of(new int[rows.length], rows);
    // Scores: -1 2 2 0; 0 1 1 1; all 0; 1 -2 -2 0; 1 0 0 2.
    assertArrayEquals(new int[] {1, 1, 0, 0, 3}, model.predict(features));
  }

  @Test
  void predict_featuresOfAnotherSize_areRefused() {
    FeatureSet two = Features.of(new int[] {0, 1}, new float[] {1}, new float[] {-1});
    LinearSvm.Model model = LinearSvm.authors().train(two);
    refused(
        "features of size 2 for a machine of 1",
        () -> model.predict(Features.of(new int[1], new float[] {1, 2})));
  }

  private static void refused(
      String message, org.junit.jupiter.api.function.Executable executable) {
    assertEquals(message, assertThrows(InputException.class, executable).getMessage());
  }
}
