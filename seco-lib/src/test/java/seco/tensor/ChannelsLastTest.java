package seco.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.Test;

final class ChannelsLastTest {
  private static final Shape SHAPE = new Shape(2, 3, 4, 5, 6);

  @Test
  void of_keepsValuesAndShape_whateverTheLayout() {
    Gradients.off();
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray apart = manager.arange(720f).reshape(SHAPE);
      NDArray turned = apart.transpose(0, 2, 1, 3, 4).transpose(0, 2, 1, 3, 4);
      for (NDArray clips : new NDArray[] {apart, turned, ChannelsLast.of(apart)}) {
        NDArray laid = ChannelsLast.of(clips);
        assertEquals(SHAPE, laid.getShape());
        assertArrayEquals(apart.toFloatArray(), laid.toFloatArray());
      }
    }
  }

  @Test
  void of_whatLiesSoAlready_isNoCopy() {
    Gradients.off();
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray memory = manager.zeros(new Shape(2, 4, 5, 6, 3));
      NDArray laid = ChannelsLast.of(memory.transpose(0, 4, 1, 2, 3));
      NDArray copied = ChannelsLast.of(manager.zeros(SHAPE));
      memory.addi(1);
      assertEquals(720, laid.sum().getFloat());
      assertEquals(0, copied.sum().getFloat());
    }
  }
}
