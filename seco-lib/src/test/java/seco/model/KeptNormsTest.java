package seco.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import seco.compile.Compiler;
import seco.compile.Precision;
import seco.tensor.Gradients;
import seco.tensor.NamedArrays;
import seco.tensor.Values;

/** All batch norms but the first stay as they are. */
class KeptNormsTest extends SmallEncoders {
  /** A network whose batch norms have statistics, weights and biases of their own. */
  private SecoEncoder network(int depth) {
    SecoEncoder encoder = create(new ResNetConfig(depth, 8, 0), SecoEncoder.Heads.SHARED, 1);
    var unused = encoder.features(images(6, 40).mul(2), true);
    encoder
        .arrays()
        .only(name -> name.contains("bn") || name.contains("downsample.1"))
        .forEach((name, array) -> array.muli(1.1).addi(0.01));
    return encoder;
  }

  private static boolean isLater(String name) {
    return (name.contains("bn") || name.contains("downsample.1")) && !name.startsWith("bn1");
  }

  @ParameterizedTest
  @CsvSource({
    "18, false, false",
    "50, false, false",
    "18, true, false",
    "18, false, true",
    "50, true, true"
  })
  void trainingPass_leavesThemToTheLastBit(int depth, boolean recompute, boolean compiled) {
    SecoEncoder encoder = network(depth);
    NamedArrays before = encoder.arrays().copy(manager);
    encoder.keepNorms();
    encoder.carryOutBy(compiled ? new Compiler(Precision.FLOAT32) : null);
    TrunkPass pass = encoder.pass(images(4, 40), recompute);
    pass.backward(pass.features().onesLike());
    int later = 0;
    for (String name : encoder.arrays().names()) {
      NDArray array = encoder.arrays().get(name);
      boolean same = Arrays.equals(before.get(name).toFloatArray(), array.toFloatArray());
      assertEquals(!name.startsWith("bn1.running"), same, name);
      boolean learns = !name.startsWith("fc") && !isLater(name) && !name.contains("running");
      assertEquals(learns, Gradients.of(array).isPresent(), name);
      later += isLater(name) ? 1 : 0;
    }
    assertEquals(depth == 18 ? 4 * 19 : 4 * 52, later);
    assertTrue(encoder.trainable().names().contains("bn1.weight"));
    assertTrue(encoder.trainable().names().stream().noneMatch(KeptNormsTest::isLater));
  }

  /** The first takes the batch's statistics, the others their running ones. */
  @Test
  void trainingPass_isTheEvaluationWithTheBatchsStatisticsInTheFirst() {
    SecoEncoder encoder = network(18);
    NamedArrays before = encoder.arrays().copy(manager);
    encoder.keepNorms();
    NDArray images = images(4, 40);
    float[] trained = encoder.pass(images, false).features().toFloatArray();
    double values = 4 * 20 * 20; // of a channel behind the first convolution
    for (String name : new String[] {"bn1.running_mean", "bn1.running_var"}) {
      NDArray running = encoder.arrays().get(name);
      NDArray batch = running.sub(before.get(name).mul(0.9)).mul(10);
      double biased = name.endsWith("var") ? (values - 1) / values : 1;
      Values.copy(batch.mul(biased), running);
    }
    assertArrayEquals(encoder.features(images, false).toFloatArray(), trained, 1e-4f);
  }

  @ParameterizedTest
  @CsvSource({"18, false", "50, false", "18, true"})
  void compiled_equalsTheBlocks(int depth, boolean recompute) {
    SecoEncoder blocks = network(depth);
    blocks.keepNorms();
    SecoEncoder compiled = blocks.copy(manager);
    assertTrue(compiled.normsKept());
    compiled.carryOutBy(new Compiler(Precision.FLOAT32));
    NDArray images = images(4, 40);
    TrunkPass expected = blocks.pass(images, false);
    TrunkPass actual = compiled.pass(images, recompute);
    assertArrayEquals(expected.features().toFloatArray(), actual.features().toFloatArray(), 1e-4f);
    expected.backward(expected.features().onesLike());
    actual.backward(actual.features().onesLike());
    for (String name : new String[] {"conv1.weight", "bn1.bias", "layer4.1.conv2.weight"}) {
      NDArray gradient = Gradients.of(blocks.arrays().get(name)).orElseThrow();
      NDArray other = Gradients.of(compiled.arrays().get(name)).orElseThrow();
      double distance = gradient.sub(other).norm().getFloat();
      assertTrue(distance < 1e-3 * gradient.norm().getFloat(), name + " " + distance);
    }
  }

  @Test
  void others_areNotTouched() {
    SecoEncoder encoder = network(18);
    assertFalse(encoder.normsKept());
    assertTrue(encoder.trainable().names().contains("layer1.0.bn1.weight"));
  }
}
