package seco.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import seco.probe.FeatureSet;
import seco.probe.LinearSvm;

@Tag("golden")
class GoldenSvmTest {
  private static final double TOLERANCE = 1e-4;
  private static final double TINY_MARGIN = 1e-4;

  @TestFactory
  Stream<DynamicTest> machines_ofLiblinear() {
    return Golden.cases("linear_svm.json").stream()
        .map(
            c ->
                DynamicTest.dynamicTest(
                    c.get("train") + " x " + c.get("dim") + ", " + c.get("classes") + " classes",
                    () -> check(c)));
  }

  private static void check(JsonObject c) {
    FeatureSet train = samples(c, c.get("train").getAsInt(), 100);
    FeatureSet test = samples(c, c.get("test").getAsInt(), 50_000);
    LinearSvm.Model model = new LinearSvm(c.get("C").getAsDouble(), 1e-9).train(train);

    double[] objective = Golden.doubles(c.get("objective_per_class"));
    for (int k = 0; k < objective.length; k++) {
      Golden.assertClose("objective " + k, objective[k], model.objective()[k], TOLERANCE);
    }
    double[] weights = Golden.doubles(c.get("weights_first_class"));
    float[] first = new float[weights.length];
    for (int i = 0; i < first.length; i++) {
      first[i] = (float) model.weights()[i];
    }
    Golden.assertClose("weights of the first class", weights, first, 1e-2);
    int[] expected = Golden.ints(c.get("predictions"));
    int[] predictions = model.predict(test);
    int differing = 0;
    for (int i = 0; i < expected.length; i++) {
      if (predictions[i] != expected[i]) {
        differing++;
        double margin = margin(model, test.row(i));
        assertTrue(margin < TINY_MARGIN, "prediction " + i + ", with a margin of " + margin);
      }
    }
    double right = 0;
    for (int i = 0; i < predictions.length; i++) {
      right += predictions[i] == test.labels()[i] ? 1 : 0;
    }
    double tolerance = 1e-9 + differing / (double) predictions.length;
    assertEquals(
        c.get("accuracy").getAsDouble(), right / predictions.length, tolerance, "accuracy");
  }

  /** How far the highest score is above the next. */
  private static double margin(LinearSvm.Model model, float[] row) {
    double[] scores = new double[model.classes()];
    for (int i = 0; i < model.weights().length; i++) {
      scores[i / row.length] += model.weights()[i] * row[i % row.length];
    }
    Arrays.sort(scores);
    return scores[scores.length - 1] - scores[scores.length - 2];
  }

  /** Sample i is its class's centre plus noise. */
  private static FeatureSet samples(JsonObject c, int count, int firstStream) {
    long base = c.get("base").getAsLong();
    int dimension = c.get("dim").getAsInt();
    int classes = c.get("classes").getAsInt();
    float noise = c.get("noise").getAsFloat();
    float[] values = new float[count * dimension];
    int[] labels = new int[count];
    for (int i = 0; i < count; i++) {
      labels[i] = i % classes;
      float[] centre = Golden.stream(base + labels[i], dimension, -1, 1);
      float[] deviation = Golden.stream(base + firstStream + i, dimension, -1, 1);
      for (int d = 0; d < dimension; d++) {
        values[i * dimension + d] = centre[d] + noise * deviation[d];
      }
    }
    String[] names = new String[count];
    Arrays.fill(names, "sample");
    return new FeatureSet(values, dimension, labels, Arrays.asList(names), Map.of());
  }
}
