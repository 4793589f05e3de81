package seco.compile;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import seco.compile.TrunkSource.Convolution;
import seco.tensor.Gradients;

class NarrowMapsTest {
  private final NDManager manager = NDManager.newBaseManager();

  @AfterEach
  void close() {
    manager.close();
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, 1, 1", // maps, height, width, stride
    "3, 4, 4, 1",
    "3, 5, 3, 1",
    "1, 2, 4, 1",
    "2, 4, 4, 2",
    "5, 7, 3, 2",
    "4, 1, 2, 2",
    "3, 4, 5, 1", // laid apart
    "3, 9, 7, 2"
  })
  void sideBySide_equalsEachMapForItself(int n, int h, int w, int stride) {
    Gradients.off();
    NDArray x = random(1, n, 6, h, w);
    NDArray weight = random(2, 8, 6, 3, 3);
    assertSame(convolved(x, weight, stride, false), convolved(x, weight, stride, true), 1e-5f);
  }

  @ParameterizedTest
  @CsvSource({"40, 4, 1", "40, 7, 1", "40, 7, 2", "20, 8, 2", "3, 7, 1", "40, 9, 1"})
  void sideBySide_inTraining_givesTheSameGradients(int n, int pixels, int stride) {
    NDArray[] apart = gradients(n, pixels, stride, false);
    NDArray[] beside = gradients(n, pixels, stride, true);
    assertSame(apart[0], beside[0], 1e-4f);
    assertSame(apart[1], beside[1], 1e-3f);
  }

  @Test
  void fit_onlyConvolutionsOfThreePixelsWithoutHoles() {
    assertTrue(NarrowMaps.fit(new Convolution("a", "b", 3, 2, 1)));
    assertFalse(NarrowMaps.fit(new Convolution("a", "b", 3, 1, 2)));
    assertFalse(NarrowMaps.fit(new Convolution("a", "b", 1, 1, 1)));
    assertFalse(NarrowMaps.fit(new Convolution("a", "b", 7, 2, 1)));
  }

  private NDArray[] gradients(int n, int pixels, int stride, boolean beside) {
    NDArray x = random(3, n, 4, pixels, pixels);
    NDArray weight = random(4, 4, 4, 3, 3);
    x.setRequiresGradient(true);
    weight.setRequiresGradient(true);
    try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      NDArray y = convolved(x, weight, stride, beside);
      NDArray factors = random(5, y.getShape().getShape());
      collector.backward(y.mul(factors).sum());
    }
    return new NDArray[] {x.getGradient(), weight.getGradient()};
  }

  private NDArray convolved(NDArray x, NDArray weight, int stride, boolean beside) {
    Convolution convolution = new Convolution("weight", "norm", 3, stride, 1);
    String expression =
        beside
            ? NarrowMaps.expression("x", "a[0]", convolution, Precision.BF16)
            : convolution.expression("x", "a[0]", "None");
    Script script = Script.load(manager, "    return " + expression + "\n" + NarrowMaps.FUNCTION);
    return script.call(x, List.of(weight));
  }

  private NDArray random(long seed, long... shape) {
    Shape form = new Shape(shape);
    Random random = new Random(seed);
    float[] values = new float[Math.toIntExact(form.size())];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return manager.create(values, form);
  }

  private static void assertSame(NDArray expected, NDArray found, float within) {
    assertEquals(expected.getShape(), found.getShape());
    assertArrayEquals(expected.toFloatArray(), found.toFloatArray(), within);
  }
}
