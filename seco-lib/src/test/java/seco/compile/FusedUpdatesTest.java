package seco.compile;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import seco.tensor.Gradients;
import seco.tensor.SingleUpdates;
import seco.tensor.Updates;

/** All arrays in one call against one after the other. */
class FusedUpdatesTest {
  private static final Shape[] SHAPES = {new Shape(3), new Shape(4, 5, 3, 3), new Shape(1, 17)};
  private static final int STEPS = 5;

  private final NDManager manager = NDManager.newBaseManager();

  @BeforeEach
  void off() {
    Gradients.off();
  }

  @AfterEach
  void close() {
    manager.close();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void descend_severalRates_equalsTheReference(boolean nesterov) {
    List<NDArray> expected = arrays(1);
    List<NDArray> expectedBuffers = arrays(2);
    List<NDArray> actual = arrays(1);
    List<NDArray> buffers = arrays(2);
    try (FusedUpdates fused = new FusedUpdates(manager)) {
      for (int step = 0; step < STEPS; step++) {
        Updates.Descent descent = new Updates.Descent(0.9, 1e-2, 0.1 / (step + 1), nesterov);
        List<NDArray> gradients = arrays(3 + step); // the reference uses them up
        new SingleUpdates().descend(manager, expected, arrays(3 + step), expectedBuffers, descent);
        fused.descend(manager, actual, gradients, buffers, descent);
      }
    }
    assertClose(expected, actual);
    assertClose(expectedBuffers, buffers);
  }

  @Test
  void descend_gradientThatLiesOtherwiseThanItsWeight_isRefused() {
    NDArray weight = manager.zeros(new Shape(2, 3, 3, 4)).transpose(0, 3, 1, 2);
    NDArray gradient = manager.ones(weight.getShape());
    try (FusedUpdates fused = new FusedUpdates(manager)) {
      NDArray buffer = fused.buffer(manager, weight);
      Updates.Descent descent = new Updates.Descent(0, 0, 1);
      EngineException e =
          assertThrows(
              EngineException.class,
              () ->
                  fused.descend(
                      manager, List.of(weight), List.of(gradient), List.of(buffer), descent));
      assertTrue(e.getMessage().contains("lies otherwise than its weight"), e.getMessage());
      NDArray alike = fused.buffer(manager, weight).add(1);
      fused.descend(manager, List.of(weight), List.of(alike), List.of(buffer), descent);
      assertEquals(-1, weight.max().getFloat());
    }
  }

  @Test
  void approach_equalsTheReference() {
    List<NDArray> fast = arrays(1);
    List<NDArray> expected = arrays(2);
    List<NDArray> actual = arrays(2);
    try (FusedUpdates fused = new FusedUpdates(manager)) {
      for (int step = 0; step < STEPS; step++) {
        new SingleUpdates().approach(manager, expected, fast, 0.01);
        fused.approach(manager, actual, fast, 0.01);
      }
    }
    assertClose(expected, actual);
    assertClose(arrays(1), fast);
  }

  private List<NDArray> arrays(long seed) {
    Random random = new Random(seed);
    List<NDArray> arrays = new ArrayList<>();
    for (Shape shape : SHAPES) {
      float[] values = new float[(int) shape.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) random.nextGaussian();
      }
      arrays.add(manager.create(values, shape));
    }
    return arrays;
  }

  private static void assertClose(List<NDArray> expected, List<NDArray> actual) {
    for (int i = 0; i < expected.size(); i++) {
      assertArrayEquals(expected.get(i).toFloatArray(), actual.get(i).toFloatArray(), 2e-6f);
    }
  }
}
