package seco.compile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import seco.model.PublishedNames;
import seco.model.ResNetConfig;
import seco.model.SecoEncoder;
import seco.model.TrunkPass;
import seco.tensor.Gradients;
import seco.tensor.NamedArrays;

/** The compiled trunk against the blocks, which are the reference. */
class CompiledTrunkTest {
  private static final double FORWARD = 1e-5;
  private static final double BACKWARD = 1e-3;

  private final NDManager manager = NDManager.newBaseManager();

  @AfterEach
  void close() {
    manager.close();
  }

  @ParameterizedTest
  @CsvSource({"18, 8, 0", "34, 4, 2", "50, 8, 0", "50, 4, 2", "18, 4, 3"})
  void frozen_equalsTheBlocksInEvaluation(int depth, int width, int dilated) {
    SecoEncoder encoder = trained(new ResNetConfig(depth, width, dilated));
    NDArray images = images(3, 7);
    try (CompiledTrunk compiled = CompiledTrunk.frozen(manager, encoder)) {
      NDArray features = compiled.features(images);
      assertEquals(new Shape(3, encoder.trunk().featureSize()), features.getShape());
      assertClose("features", encoder.features(images, false), features, FORWARD);
      assertFalse(features.hasGradient());
    }
  }

  @ParameterizedTest
  @CsvSource({"18, 8, 0", "34, 4, 1", "50, 4, 0", "18, 4, 2"})
  void training_equalsTheBlocksForwardBackwardAndInStatistics(int depth, int width, int dilated) {
    SecoEncoder encoder = trained(new ResNetConfig(depth, width, dilated));
    SecoEncoder reference = encoder.copy(manager);
    NDArray images = images(8, 9);
    try (CompiledTrunk compiled = CompiledTrunk.training(manager, encoder)) {
      for (int step = 0; step < 3; step++) { // the engine watches twice and then compiles
        NDArray features = Gradients.recorded(() -> compiled.features(images));
        TrunkPass pass = reference.pass(images, false);
        assertClose("features", pass.features(), features, FORWARD);
        NDArray gradient = rows(features.getShape(), 5 + step);
        Gradients.backward(features, gradient);
        pass.backward(gradient);
      }
    }
    NamedArrays trunk = reference.trainable().only(name -> !name.startsWith("fc"));
    assertTrue(trunk.size() > 50);
    trunk.forEach(
        (name, weight) ->
            assertClose(
                name,
                Gradients.of(weight).orElseThrow(),
                Gradients.of(encoder.trainable().get(name)).orElseThrow(),
                BACKWARD));
    reference
        .arrays()
        .only(PublishedNames::isStatistic)
        .forEach((name, array) -> assertClose(name, array, encoder.arrays().get(name), FORWARD));
  }

  @Test
  void frozen_staysAsTheEncoderStoodThen() {
    SecoEncoder encoder = trained(new ResNetConfig(18, 4, 0));
    NDArray images = images(2, 3);
    try (CompiledTrunk compiled = CompiledTrunk.frozen(manager, encoder)) {
      NDArray before = compiled.features(images);
      encoder.embed(images(8, 4), true); // moves the statistics
      assertClose("features", before, compiled.features(images), 0);
      assertTrue(distance(encoder.features(images, false), before) > 1e-3);
    }
  }

  @Test
  void features_otherShape_isRefused() {
    SecoEncoder encoder = trained(new ResNetConfig(18, 4, 0));
    try (CompiledTrunk compiled = CompiledTrunk.frozen(manager, encoder)) {
      NDArray gray = manager.zeros(new Shape(2, 1, 32, 32));
      assertThrows(IllegalArgumentException.class, () -> compiled.features(gray));
    }
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
    return rows(new Shape(rows, 3, 64, 64), seed);
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
