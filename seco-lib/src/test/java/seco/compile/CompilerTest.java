package seco.compile;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import seco.model.PublishedNames;
import seco.model.ResNetConfig;
import seco.model.SecoEncoder;
import seco.model.TrunkPass;
import seco.pretrain.LiveResources;
import seco.tensor.Gradients;
import seco.tensor.NamedArrays;
import seco.tensor.SafeTensors;

/** The compiled trunk against the blocks, which are the reference. */
class CompilerTest {
  private static final double FORWARD = 1e-5;
  private static final double BACKWARD = 1e-3;

  /** How far 8 bits of mantissa may lead features and the whole gradient of a small network. */
  private static final double BFLOAT16 = 0.05;

  private static final double BFLOAT16_GRADIENT = 0.5;

  private final NDManager manager = NDManager.newBaseManager();

  @TempDir Path folder;

  @AfterEach
  void close() {
    manager.close();
  }

  @ParameterizedTest
  @CsvSource({"18, 8, 0", "34, 4, 2", "50, 8, 0", "50, 4, 2", "18, 4, 3"})
  void frozen_equalsTheBlocksInEvaluation(int depth, int width, int dilated) {
    SecoEncoder encoder = trained(new ResNetConfig(depth, width, dilated));
    NDArray images = images(3, 7);
    NDArray expected = encoder.features(images, false);
    for (Precision precision : Precision.values()) {
      try (FrozenTrunk frozen = new FrozenTrunk(manager, encoder, precision)) {
        NDArray features = frozen.features(images);
        assertEquals(expected.getShape(), features.getShape());
        assertEquals(DataType.FLOAT32, features.getDataType());
        assertClose("features", expected, features, bound(precision));
        assertFalse(features.hasGradient());
      }
    }
  }

  private static double bound(Precision precision) {
    return precision == Precision.FLOAT32 ? FORWARD : BFLOAT16;
  }

  @Test
  void folded_ofPlainOperations_equalsTheFusedOnes() {
    SecoEncoder encoder = trained(new ResNetConfig(50, 4, 1));
    NDArray images = images(2, 5);
    TrunkSource plain = TrunkSource.folded(encoder.trunk(), Precision.FLOAT32, false);
    NamedArrays folded = Folding.of(encoder.arrays(), manager);
    try (Script script = Script.load(manager, plain.body())) {
      NDArray features = script.call(images, plain.arguments().stream().map(folded::get).toList());
      assertClose("features", encoder.features(images, false), features, FORWARD);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "18, 8, 0, false",
    "34, 4, 1, false",
    "50, 4, 0, false",
    "18, 4, 2, true",
    "50, 4, 1, true"
  })
  void training_equalsTheBlocksForwardBackwardAndInStatistics(
      int depth, int width, int dilated, boolean recompute) {
    SecoEncoder reference = trained(new ResNetConfig(depth, width, dilated));
    SecoEncoder compiled = compiled(reference, Precision.FLOAT32);
    NDArray images = images(8, 9);
    for (int step = 0; step < 3; step++) { // the engine watches twice and then compiles
      TrunkPass pass = compiled.pass(images, recompute);
      TrunkPass expected = reference.pass(images, false);
      assertClose("features", expected.features(), pass.features(), FORWARD);
      NDArray gradient = rows(pass.features().getShape(), 5 + step);
      pass.backward(gradient);
      expected.backward(gradient);
    }
    assertGradients(reference, compiled, BACKWARD);
    reference
        .arrays()
        .only(PublishedNames::isStatistic)
        .forEach((name, array) -> assertClose(name, array, compiled.arrays().get(name), FORWARD));
  }

  private static void assertGradients(SecoEncoder reference, SecoEncoder compiled, double bound) {
    NamedArrays trunk = reference.trainable().only(name -> !name.startsWith("fc"));
    assertTrue(trunk.size() > 50);
    trunk.forEach(
        (name, weight) ->
            assertClose(
                name,
                Gradients.of(weight).orElseThrow(),
                Gradients.of(compiled.trainable().get(name)).orElseThrow(),
                bound));
  }

  /** The gradients of all of a trunk's arrays as one vector. */
  private static NDArray gradients(SecoEncoder encoder) {
    NDList all = new NDList();
    encoder
        .trainable()
        .only(name -> !name.startsWith("fc"))
        .forEach((name, weight) -> all.add(Gradients.of(weight).orElseThrow().flatten()));
    return NDArrays.concat(all);
  }

  @ParameterizedTest
  @CsvSource({"false", "true"})
  void training_inBfloat16_isNearAndLeavesAllInFloat32(boolean recompute) {
    SecoEncoder reference = trained(new ResNetConfig(18, 16, 0));
    SecoEncoder compiled = compiled(reference, Precision.BF16);
    NDArray images = images(16, 9);
    TrunkPass pass = compiled.pass(images, recompute);
    TrunkPass expected = reference.pass(images, false);
    assertEquals(DataType.FLOAT32, pass.features().getDataType());
    assertClose("features", expected.features(), pass.features(), BFLOAT16);
    NDArray gradient = rows(pass.features().getShape(), 5);
    pass.backward(gradient);
    expected.backward(gradient);
    double apart = distance(gradients(reference), gradients(compiled));
    assertTrue(apart <= BFLOAT16_GRADIENT && apart > BACKWARD, "gradients differ by " + apart);
    compiled
        .trainable()
        .forEach((name, weight) -> assertEquals(DataType.FLOAT32, weight.getDataType(), name));
    NDArray mean = reference.arrays().get("bn1.running_mean");
    assertClose("mean", mean, compiled.arrays().get("bn1.running_mean"), BFLOAT16);
  }

  @Test
  void copyAndReplica_areCompiledToo() {
    SecoEncoder encoder = compiled(trained(new ResNetConfig(18, 4, 0)), Precision.BF16);
    NDArray images = images(4, 3);
    try (SecoEncoder copy = encoder.copy(manager);
        SecoEncoder replica = encoder.replica(manager)) {
      float[] expected = encoder.features(images, true).toFloatArray();
      assertArrayEquals(expected, copy.features(images, true).toFloatArray());
      assertArrayEquals(expected, replica.features(images, true).toFloatArray());
      copy.carryOutBy(null);
      assertTrue(
          distance(manager.create(expected).reshape(4, -1), copy.features(images, true)) > 0);
    }
  }

  @Test
  void carryOutBy_changesHowFiltersLieButNoValue() throws IOException {
    SecoEncoder reference = trained(new ResNetConfig(18, 4, 0));
    SecoEncoder compiled = compiled(reference, Precision.FLOAT32);
    Path file = folder.resolve("weights.safetensors");
    SafeTensors.write(file, compiled.arrays(), Map.of());
    reference
        .arrays()
        .forEach(
            (name, array) -> {
              float[] expected = array.toFloatArray();
              assertArrayEquals(expected, compiled.arrays().get(name).toFloatArray(), name);
              array.subi(array);
            });
    reference.arrays().copyFrom(SafeTensors.read(file, manager).arrays());
    reference
        .arrays()
        .forEach(
            (name, array) ->
                assertArrayEquals(
                    compiled.arrays().get(name).toFloatArray(), array.toFloatArray(), name));
  }

  @Test
  void frozen_staysAsTheEncoderStoodThen() {
    SecoEncoder encoder = trained(new ResNetConfig(18, 4, 0));
    NDArray images = images(2, 3);
    try (FrozenTrunk compiled = new FrozenTrunk(manager, encoder, Precision.FLOAT32)) {
      NDArray before = compiled.features(images);
      encoder.embed(images(8, 4), true); // moves the statistics
      assertClose("features", before, compiled.features(images), 0);
      assertTrue(distance(encoder.features(images, false), before) > 1e-3);
    }
  }

  @Test
  void frozen_loadsWhatIsAskedFor() {
    SecoEncoder encoder = trained(new ResNetConfig(18, 4, 0));
    NDArray images = images(2, 3);
    try (NDManager own = manager.newSubManager();
        FrozenTrunk compiled = new FrozenTrunk(own, encoder, Precision.FLOAT32)) {
      long before = LiveResources.arrays(own);
      assertClose("map", encoder.map(images, false), compiled.map(images), FORWARD);
      assertEquals(before + 1, LiveResources.arrays(own)); // one script
      compiled.features(images);
      compiled.features(images);
      assertEquals(before + 2, LiveResources.arrays(own));
    }
  }

  @Test
  void features_otherShape_isRefused() {
    SecoEncoder encoder = trained(new ResNetConfig(18, 4, 0));
    NDArray gray = manager.zeros(new Shape(2, 1, 32, 32));
    try (FrozenTrunk compiled = new FrozenTrunk(manager, encoder, Precision.FLOAT32)) {
      assertThrows(IllegalArgumentException.class, () -> compiled.features(gray));
    }
    SecoEncoder learning = compiled(encoder, Precision.FLOAT32);
    assertThrows(IllegalArgumentException.class, () -> learning.features(gray, true));
  }

  private SecoEncoder compiled(SecoEncoder reference, Precision precision) {
    SecoEncoder copy = reference.copy(manager);
    copy.carryOutBy(new Compiler(precision));
    return copy;
  }

  /** A network whose running statistics have followed some batches. */
  private SecoEncoder trained(ResNetConfig config) {
    Gradients.off();
    SecoEncoder encoder =
        SecoEncoder.create(manager, config, SecoEncoder.Heads.PER_TASK, new Random(1));
    for (int batch = 0; batch < 3; batch++) {
      encoder.embed(images(8, batch), true);
    }
    return encoder;
  }

  private NDArray images(int rows, long seed) {
    // As a loader gives them: a pixel's channels together.
    return rows(new Shape(rows, 64, 64, 3), seed).transpose(0, 3, 1, 2);
  }

  private NDArray rows(Shape shape, long seed) {
    Random random = new Random(seed);
    float[] values = new float[(int) shape.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return manager.create(values, shape);
  }

  private static void assertClose(String name, NDArray b, NDArray a, double tolerance) {
    double distance = distance(b, a);
    assertTrue(distance <= tolerance, name + " differs by " + distance);
  }

  private static double distance(NDArray b, NDArray a) {
    return a.sub(b).norm().getFloat() / b.norm().getFloat();
  }
}
