package seco.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.Test;

class ShapesTest {
  @Test
  void require_fittingShape_givesTheArray() {
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray x = manager.zeros(new Shape(2, 3));
      assertSame(x, Shapes.require("x", x, 2, 3));
      assertSame(x, Shapes.require("x", x, Shapes.ANY, 3));
    }
  }

  @Test
  void require_otherShape_saysBoth() {
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray x = manager.zeros(new Shape(2, 3));
      refused("keys has shape (2, 3), expected (any, 4)", x, Shapes.ANY, 4);
      refused("keys has shape (2, 3), expected (2)", x, 2);
      refused("keys has shape (2, 3), expected (2, 3, any)", x, 2, 3, Shapes.ANY);
      refused("keys has shape (), expected (1)", manager.create(1f), 1);
    }
  }

  private static void refused(String message, NDArray x, long... expected) {
    assertEquals(
        message,
        assertThrows(IllegalArgumentException.class, () -> Shapes.require("keys", x, expected))
            .getMessage());
  }
}
