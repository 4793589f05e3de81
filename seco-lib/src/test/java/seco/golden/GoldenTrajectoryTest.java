package seco.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import seco.augment.AugmentationConfig;
import seco.contrast.KeyBatches;
import seco.contrast.MemoryQueue;
import seco.dataset.SequenceBatch;
import seco.loss.IntraFrameLoss;
import seco.loss.Task;
import seco.model.Head;
import seco.model.ResNetConfig;
import seco.model.SecoEncoder;
import seco.pretrain.ContrastConfig;
import seco.pretrain.EncoderConfig;
import seco.pretrain.ExecutionConfig;
import seco.pretrain.Learner;
import seco.pretrain.OptimizationConfig;
import seco.pretrain.PatchConfig;
import seco.pretrain.PretrainConfig;
import seco.pretrain.Sampling;
import seco.pretrain.Step;

/**
 * Whole training steps: losses, gradients, both encoders, the memory and its position.
 *
 * <p>A few steps at this rate amplify rounding: PyTorch itself, with another number of threads or
 * in float64, moves some values of the fourth step by per cents. So the same steps are also run
 * with inputs that differ by as much as float32 rounding does, and a value may differ from the
 * golden one by a thousandth, or by a few times what rounding alone makes of it.
 */
@Tag("golden")
class GoldenTrajectoryTest {
  private static final double FIRST_STEP = 1e-4;
  private static final double LATER_STEPS = 1e-3;
  private static final double ROUNDING = 2e-6;
  private static final int ROUNDED_RUNS = 5;
  private static final double TIMES_ROUNDING = 8;

  @TestFactory
  Stream<DynamicTest> trajectory_ofTheAuthors() {
    return Golden.cases("seco_trajectory.json").stream()
        .map(
            c ->
                DynamicTest.dynamicTest(
                    c.get("tasks") + ", Eq. (3) as in " + c.get("intra"), () -> check(c)));
  }

  private static void check(JsonObject c) {
    Map<String, float[]> exact = trajectory(c, 0);
    Map<String, Double> sensitivity = new LinkedHashMap<>();
    for (int run = 1; run <= ROUNDED_RUNS; run++) {
      Map<String, float[]> rounded = trajectory(c, run);
      exact.forEach(
          (name, values) ->
              sensitivity.merge(name, difference(rounded.get(name), values), Math::max));
    }
    golden(c)
        .forEach(
            (name, expected) -> {
              double plain = name.endsWith("of step 0") ? FIRST_STEP : LATER_STEPS;
              double tolerance = Math.max(plain, TIMES_ROUNDING * sensitivity.get(name));
              Golden.assertClose(name, expected, exact.get(name), tolerance);
            });
    int position = (int) exact.get("position")[0];
    assertEquals(c.get("queue_index").getAsInt(), position, "write position");
  }

  /** What the case names: numbers of each step, then arrays after the last. */
  private static Map<String, JsonElement> golden(JsonObject c) {
    Map<String, JsonElement> golden = new LinkedHashMap<>();
    JsonArray steps = c.getAsJsonArray("steps");
    for (int t = 0; t < steps.size(); t++) {
      for (String name : List.of("inter", "intra", "order", "total", "grad_norm")) {
        golden.put(name + " of step " + t, steps.get(t).getAsJsonObject().get(name));
      }
    }
    for (String what : List.of("weights", "momentum_weights")) {
      c.getAsJsonObject(what)
          .entrySet()
          .forEach(entry -> golden.put(what + " " + entry.getKey(), entry.getValue()));
    }
    golden.put("memory", c.get("memory"));
    return golden;
  }

  /** Runs the steps; {@code run} above 0 moves the inputs by rounding. */
  private static Map<String, float[]> trajectory(JsonObject c, int run) {
    Map<String, float[]> values = new LinkedHashMap<>();
    try (NDManager manager = NDManager.newBaseManager()) {
      long base = c.get("base").getAsLong();
      SecoEncoder encoder = GoldenNetwork.create(manager, ResNetConfig.of(18), base);
      int dimension = Head.EMBEDDING_SIZE;
      float[] rows = Golden.stream(base + 8000, c.get("K").getAsInt() * dimension, -1, 1);
      MemoryQueue queue = MemoryQueue.of(manager, Golden.unitRows(rows, dimension), dimension, 0);
      Learner learner = new Learner(manager.newSubManager(), config(c), encoder, queue);
      JsonArray steps = c.getAsJsonArray("steps");
      for (int t = 0; t < steps.size(); t++) {
        try (NDManager scope = manager.newSubManager()) {
          SequenceBatch batch = batch(scope, c, t, run);
          Step step = learner.step(t, batch, c.get("lr").getAsDouble());
          values.put("inter of step " + t, number(step.inter()));
          values.put("intra of step " + t, number(step.intra()));
          values.put("order of step " + t, number(step.order()));
          values.put("total of step " + t, number(step.total()));
          values.put("grad_norm of step " + t, number(step.gradientNorm()));
        }
      }
      learner.online().arrays().forEach((n, a) -> values.put("weights " + n, a.toFloatArray()));
      learner
          .slow()
          .arrays()
          .forEach((n, a) -> values.put("momentum_weights " + n, a.toFloatArray()));
      values.put("memory", learner.queue().rows().toFloatArray());
      values.put("position", number(learner.queue().position()));
    }
    return values;
  }

  private static float[] number(double value) {
    return new float[] {(float) value};
  }

  private static SequenceBatch batch(NDManager scope, JsonObject c, int t, int run) {
    long base = c.get("base").getAsLong();
    int n = c.get("B").getAsInt();
    int pixels = c.get("size").getAsInt();
    JsonObject step = c.getAsJsonArray("steps").get(t).getAsJsonObject();
    int[] expected = Golden.ints(step.get("order_labels"));
    float[] labels = Golden.stream(base + 9005 + 10L * t, n, 0, 1);
    float[] queryFirst = new float[n];
    for (int i = 0; i < n; i++) {
      int label = labels[i] < 0.5 ? 1 : 0;
      assertEquals(expected[i], label, "order label " + i);
      queryFirst[i] = 1 - label; // class 0 is in front
    }
    NDArray[] views = new NDArray[4];
    for (int view = 0; view < 4; view++) {
      NDArray images = GoldenNetwork.images(scope, base + 9000 + 10L * t + view, n, pixels);
      int size = Math.toIntExact(images.size());
      float[] noise = Golden.stream(777_000 + 100L * run + view, size, 1 - ROUNDING, 1 + ROUNDING);
      views[view] = run == 0 ? images : images.mul(scope.create(noise, images.getShape()));
    }
    return new SequenceBatch(
        views[0], views[1], views[2], views[3], scope.create(queryFirst, new Shape(n)));
  }

  /** ||a - b|| / ||b||. */
  private static double difference(float[] a, float[] b) {
    double difference = 0;
    double norm = 1e-30;
    for (int i = 0; i < b.length; i++) {
      difference += Math.pow(a[i] - b[i], 2);
      norm += (double) b[i] * b[i];
    }
    return Math.sqrt(difference / norm);
  }

  private static PretrainConfig config(JsonObject c) {
    Set<Task> tasks = EnumSet.noneOf(Task.class);
    c.getAsJsonArray("tasks")
        .forEach(t -> tasks.add(Task.valueOf(t.getAsString().toUpperCase(Locale.ROOT))));
    String intra = c.get("intra").getAsString().toUpperCase(Locale.ROOT);
    return new PretrainConfig(
        "golden",
        tasks,
        1,
        new EncoderConfig(ResNetConfig.of(18), SecoEncoder.Heads.PER_TASK),
        new ContrastConfig(
            c.get("K").getAsInt(),
            c.get("alpha").getAsDouble(),
            0.1,
            0.1,
            IntraFrameLoss.Reading.valueOf(intra),
            KeyBatches.SEPARATE),
        new PatchConfig(c.get("size").getAsInt(), Sampling.HALVES, AugmentationConfig.paper()),
        new OptimizationConfig(
            c.get("B").getAsInt(),
            c.get("lr").getAsDouble(),
            0,
            c.get("momentum").getAsDouble(),
            c.get("weight_decay").getAsDouble(),
            OptimizationConfig.Unit.STEPS,
            c.getAsJsonArray("steps").size(),
            0),
        ExecutionConfig.PLAIN);
  }
}
