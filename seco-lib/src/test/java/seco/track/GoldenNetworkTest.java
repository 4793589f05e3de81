package seco.track;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.function.LongToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import seco.compile.FrozenTrunk;
import seco.compile.Precision;
import seco.golden.Golden;
import seco.golden.GoldenTable;
import seco.golden.GoldenTable.Row;
import seco.model.ResNetConfig;
import seco.model.SecoEncoder;
import seco.run.Settings;
import seco.tensor.Adam;
import seco.tensor.Gradients;
import seco.tensor.Optimizer;
import seco.tensor.Sgd;
import seco.tensor.Values;
import seco.track.otb.OnePass;
import seco.track.otb.Trace;

@Tag("golden")
class GoldenNetworkTest {
  private static final String FOLDER = "tracking/geometry/";

  private static NDArray array(NDManager manager, JsonElement nested, Shape shape) {
    double[] values = GoldenGeometryTest.flat(nested);
    return manager.create(values, shape == null ? new Shape(values.length) : shape);
  }

  private static Shape shape(JsonElement sizes) {
    double[] values = Golden.doubles(sizes);
    long[] shape = new long[values.length];
    for (int i = 0; i < shape.length; i++) {
      shape[i] = (long) values[i];
    }
    return new Shape(shape);
  }

  private static void assertValues(
      String what, JsonElement expected, NDArray actual, double tolerance) {
    double[] values = GoldenGeometryTest.flat(expected);
    double[] found = actual.toDoubleArray();
    assertEquals(values.length, found.length, what);
    for (int i = 0; i < values.length; i++) {
      assertEquals(values[i], found[i], tolerance * Math.max(1, Math.abs(values[i])), what);
    }
  }

  @Test
  void correlations_ofPairsAndOfOneInMany() {
    Gradients.off();
    try (NDManager manager = NDManager.newBaseManager()) {
      for (JsonElement element : GoldenGeometryTest.array("xcorr/cases.json")) {
        JsonObject c = element.getAsJsonObject();
        Shape zs = shape(c.get("z_shape"));
        Shape xs = shape(c.get("x_shape"));
        NDArray z = array(manager, c.get("z"), zs);
        NDArray x = array(manager, c.get("x"), xs);
        double scale = c.get("out_scale").getAsDouble();
        boolean one = zs.get(0) == 1;
        NDArray r = one ? CrossCorrelation.one(z, x, scale) : CrossCorrelation.pairs(z, x, scale);
        assertEquals(shape(c.get("response_shape")), r.getShape());
        assertValues("response of " + zs, c.get("response"), r, 1e-9);
      }
    }
  }

  @Test
  void headTraining_twoSteps() {
    Gradients.off();
    for (JsonElement element : GoldenGeometryTest.array("head/cases.json")) {
      JsonObject c = element.getAsJsonObject();
      for (String name : c.keySet()) {
        if (name.startsWith("shared_") || name.startsWith("two_convs_")) {
          try (NDManager manager = NDManager.newBaseManager()) {
            train(manager, c, name);
          }
        }
      }
    }
  }

  private static void train(NDManager manager, JsonObject c, String name) {
    JsonObject expected = c.getAsJsonObject(name);
    boolean shared = name.startsWith("shared_");
    HeadConfig config =
        new HeadConfig(c.get("c_out").getAsInt(), shared, c.get("out_scale").getAsDouble());
    Shape zs = shape(c.get("z_shape"));
    int inputs = (int) zs.get(1);
    MatchingHead head =
        MatchingHead.create(manager, config, inputs, DataType.FLOAT64, new Random(0));
    String z = shared ? "head" : "exemplar";
    String x = shared ? "head" : "search";
    fill(head, z, c, "z");
    if (!shared) {
      fill(head, x, c, "x");
    }
    ResponseLoss loss = name.contains("focal") ? ResponseLoss.FOCAL : ResponseLoss.BALANCED;
    boolean adam = name.contains("adam");
    try (Optimizer optimizer =
        adam ? new Adam(manager, head.arrays(), 0) : new Sgd(manager, head.arrays(), 0.9, 5e-4)) {
      NDArray exemplars = array(manager, c.get("z"), zs);
      NDArray searches = array(manager, c.get("x"), shape(c.get("x_shape")));
      NDArray response =
          CrossCorrelation.pairs(
              head.exemplar(exemplars), head.search(searches), config.responseFactor());
      assertValues(name + " response", expected.get("response"), response, 1e-9);
      for (int step = 1; step <= 2; step++) {
        HeadStepper stepper = new HeadStepper(head, loss, config.responseFactor());
        int cells = (int) (searches.getShape().get(2) - zs.get(2)) + 1;
        float[] labels = labels(cells, (int) zs.get(0));
        HeadStepper.Outcome outcome = stepper.backward(exemplars, searches, labels);
        double expectedLoss = expected.get("loss_step" + step).getAsDouble();
        assertEquals(expectedLoss, outcome.loss(), 1e-8, name);
        if (step == 1) {
          assertGradient(expected, "grad_w_z_step1", head, z + ".weight", name);
          assertGradient(expected, "grad_b_z_step1", head, z + ".bias", name);
          assertGradient(expected, "grad_w_x_step1", head, x + ".weight", name);
        }
        optimizer.step(adam ? 1e-3 : 1e-2);
      }
    }
    assertLearned(expected, "z", head, z, name);
    assertLearned(expected, "x", head, x, name);
  }

  private static void assertLearned(
      JsonObject expected, String branch, MatchingHead head, String array, String name) {
    for (String part : new String[] {"weight", "bias"}) {
      String key = part.charAt(0) + "_" + branch + "_after_2_steps";
      NDArray learned = head.arrays().get(array + "." + part);
      assertValues(name + " " + key, expected.get(key), learned, 1e-8);
    }
  }

  private static float[] labels(int cells, int pairs) {
    float[] one = ResponseLabels.centred(cells, 2, 0);
    float[] all = new float[one.length * pairs];
    for (int i = 0; i < all.length; i++) {
      all[i] = one[i % one.length];
    }
    return all;
  }

  private static void assertGradient(
      JsonObject expected, String key, MatchingHead head, String array, String name) {
    try (NDArray gradient = Gradients.of(head.arrays().get(array)).orElseThrow()) {
      assertValues(name + " " + key, expected.get(key), gradient, 1e-8);
    }
  }

  private static void fill(MatchingHead head, String array, JsonObject c, String branch) {
    NDArray weight = head.arrays().get(array + ".weight");
    NDArray bias = head.arrays().get(array + ".bias");
    try (NDManager scope = weight.getManager().newSubManager()) {
      Values.copy(array(scope, c.get("w_" + branch), weight.getShape()), weight);
      Values.copy(array(scope, c.get("b_" + branch), bias.getShape()), bias);
    }
  }

  @TestFactory
  Stream<DynamicTest> loops_ofThePublicPrograms() {
    return GoldenTable.names(FOLDER + "loop", "(siamfc|vince)\\d+_boxes\\.csv").stream()
        .map(name -> DynamicTest.dynamicTest(name, () -> assertLoop(name)));
  }

  private static void assertLoop(String name) throws IOException {
    boolean vince = name.startsWith("vince");
    SiamFcConfig config = vince ? SiamFcConfig.vince() : SiamFcConfig.siamFcPytorch();
    int pixels = GoldenTable.numberIn(name, "(\\d+)_boxes");
    List<Row> rows = GoldenTable.rows(FOLDER + "loop/" + name);
    assertTrack(Settings.with(config, "exemplarPixels", pixels), rows);
  }

  private static void assertTrack(SiamFcConfig config, List<Row> rows) throws IOException {
    Path folder = GoldenTable.file(FOLDER + "loop");
    Path truth = folder.resolve("groundtruth_rect.txt");
    Sequence clip =
        Sequence.of(
            "loop",
            Got10kSequences.pictures(folder.resolve("img")),
            BoxFile.read(truth),
            List.of(),
            truth);
    try (NDManager manager = NDManager.newBaseManager()) {
      String file = FOLDER + "loop/toy_conv_weight.npy";
      NDArray weight = manager.zeros(new Shape(GoldenTable.shape(file)));
      Values.copy(GoldenTable.array(file), weight);
      TrunkMap toy =
          images ->
              Conv2d.conv2d(images, weight, null, new Shape(8, 8), new Shape(0, 0))
                  .singletonOrThrow();
      HeadConfig none = new HeadConfig(0, true, 1e-3);
      MatchingHead head = MatchingHead.create(manager, none, 1, DataType.FLOAT32, new Random(0));
      try (SiamFc tracker = new SiamFc(manager, toy, head, 1e-3, config)) {
        Trace trace = OnePass.over(clip, tracker);
        for (int i = 0; i < rows.size(); i++) {
          Box expected = GoldenGeometryTest.box(rows.get(i), "");
          Box box = trace.boxes().get(i);
          assertEquals(expected.x(), box.x(), 0.01, "x of frame " + (i + 1));
          assertEquals(expected.y(), box.y(), 0.01, "y of frame " + (i + 1));
          assertEquals(expected.width(), box.width(), 0.01, "width of frame " + (i + 1));
          assertEquals(expected.height(), box.height(), 0.01, "height of frame " + (i + 1));
        }
        assertEquals(0, tracker.negativeShare());
      }
    }
  }

  /** Numbers of 24 bits in 0..1 by their place, of the generator in the golden values' README. */
  private static double splitMix(long seed, long k) {
    long z = seed + (k + 1) * 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    z ^= z >>> 31;
    return (z >>> 40) / 16777216.0;
  }

  private static float[] values(int size, LongToDoubleFunction rule) {
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) rule.applyAsDouble(i);
    }
    return values;
  }

  @Test
  void dilatedResNet50_inBlocksAndCompiled() {
    Gradients.off();
    String folder = FOLDER + "resnet50_dilated/";
    long seed = Golden.read(folder + "notes.json").get("base_seed").getAsLong();
    try (NDManager manager = NDManager.newBaseManager();
        SecoEncoder encoder = dilated(manager, folder);
        FrozenTrunk compiled = new FrozenTrunk(manager, encoder, Precision.FLOAT32)) {
      int[] inputs =
          GoldenTable.rows(folder + "stage_stats.csv").stream()
              .mapToInt(row -> row.integer("input"))
              .distinct()
              .sorted()
              .toArray();
      check(manager, folder, inputs[0], seed, encoder::stages);
      for (int pixels : inputs) {
        check(manager, folder, pixels, seed, (images, training) -> List.of(compiled.map(images)));
      }
      for (Row row : GoldenTable.rows(folder + "feature_sizes.csv")) {
        int pixels = row.integer("input");
        if (pixels <= 135) {
          try (NDManager scope = manager.newSubManager()) {
            NDArray map = compiled.map(scope.zeros(new Shape(1, 3, pixels, pixels)));
            assertEquals(row.integer("res5"), map.getShape().get(3), "input of " + pixels);
          }
        }
      }
    }
  }

  private static SecoEncoder dilated(NDManager manager, String folder) {
    SecoEncoder encoder =
        SecoEncoder.create(
            manager, new ResNetConfig(50, 64, 2), SecoEncoder.Heads.PER_TASK, new Random(0));
    for (Row row : GoldenTable.rows(folder + "parameters.csv")) {
      NDArray array = encoder.arrays().get(row.text("name_torchvision_style"));
      Shape shape = array.getShape();
      long seed = Long.parseLong(row.text("splitmix_seed"));
      double fanIn = (double) shape.size() / shape.get(0);
      Function<Double, Double> rule =
          switch (row.text("rule")) {
            case "(2u-1)*sqrt(6/fan_in)" -> u -> (2 * u - 1) * Math.sqrt(6 / fanIn);
            case "0.2*(2u-1)" -> u -> 0.2 * (2 * u - 1);
            case "0.25+0.5u" -> u -> 0.25 + 0.5 * u;
            case "0.5+u" -> u -> 0.5 + u;
            default -> throw new IllegalStateException(row.text("rule"));
          };
      float[] values = values(Math.toIntExact(shape.size()), k -> rule.apply(splitMix(seed, k)));
      assertEquals(row.number("first_value"), values[0], 1e-7, row.text("index"));
      assertEquals(row.number("last_value"), values[values.length - 1], 1e-7, row.text("index"));
      Values.copy(values, array);
    }
    return encoder;
  }

  private interface Stages {
    List<NDArray> of(NDArray images, boolean training);
  }

  private static void check(
      NDManager manager, String folder, int pixels, long seed, Stages network) {
    try (NDManager scope = manager.newSubManager()) {
      Shape shape = new Shape(1, 3, pixels, pixels);
      float[] input =
          values(Math.toIntExact(shape.size()), k -> 4 * splitMix(seed - pixels, k) - 2);
      List<NDArray> maps = network.of(scope.create(input, shape), false);
      for (Row row : GoldenTable.rows(folder + "stage_stats.csv")) {
        String stage = row.text("stage");
        if (row.integer("input") == pixels && stage.matches("res[2-5]")) {
          int number = stage.charAt(3) - '1';
          if (maps.size() > 1 || number == 4) {
            checkStage(row, maps.get(maps.size() > 1 ? number : 0));
          }
        }
      }
      checkChannels(folder, pixels, maps.get(maps.size() - 1));
    }
  }

  private static void checkStage(Row row, NDArray map) {
    String what = row.text("stage") + " of " + row.text("input");
    float[] values = map.toFloatArray();
    double mean = 0;
    double most = Double.NEGATIVE_INFINITY;
    for (float value : values) {
      mean += value / (double) values.length;
      most = Math.max(most, value);
    }
    double square = 0;
    for (float value : values) {
      square += (value - mean) * (value - mean) / values.length;
    }
    double spread = row.number("std");
    assertEquals(row.integer("c"), map.getShape().get(1), what);
    assertEquals(row.integer("h"), map.getShape().get(2), what);
    assertEquals(row.number("mean"), mean, 1e-3 * spread, what);
    assertEquals(spread, Math.sqrt(square), 1e-3 * spread, what);
    assertEquals(row.number("max"), most, 1e-3 * spread, what);
    assertEquals(row.number("first_value"), values[0], 1e-3 * spread, what);
    assertEquals(row.number("last_value"), values[values.length - 1], 1e-3 * spread, what);
  }

  private static void checkChannels(String folder, int pixels, NDArray map) {
    int cells = (int) (map.getShape().get(2) * map.getShape().get(3));
    float[] values = map.toFloatArray();
    double spread = 0;
    for (Row row : GoldenTable.rows(folder + "stage_stats.csv")) {
      boolean last = row.integer("input") == pixels && row.text("stage").equals("res5");
      spread = last ? row.number("std") : spread;
    }
    assertTrue(spread > 0);
    String prefix = folder + "res5_input" + pixels;
    float[] some = GoldenTable.array(prefix + "_every64th_channel.npy");
    for (int i = 0; i < some.length; i++) {
      int at = i / cells * 64 * cells + i % cells;
      assertEquals(some[i], values[at], 1e-3 * spread, "value " + i + " of " + pixels);
    }
    for (Row row : GoldenTable.rows(prefix + "_channel_means.csv")) {
      double mean = 0;
      for (int i = 0; i < cells; i++) {
        mean += values[row.integer("channel") * cells + i] / (double) cells;
      }
      assertEquals(row.number("mean"), mean, 1e-3 * spread, "channel " + row.text("channel"));
    }
  }
}
