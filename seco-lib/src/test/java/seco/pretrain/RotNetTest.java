package seco.pretrain;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.Test;

final class RotNetTest {
  @Test
  void input_ofTwoPatches_isEachInFourRotations() {
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray patches = manager.create(new float[] {1, 2, 3, 4, 5, 6, 7, 8}, new Shape(2, 1, 2, 2));
      NDArray turned = new RotNet().input(patches);
      assertEquals(new Shape(8, 1, 2, 2), turned.getShape());
      float[] expected = {
        1, 2, 3, 4, // as it is
        2, 4, 1, 3, // a quarter, against the clock
        4, 3, 2, 1,
        3, 1, 4, 2,
        5, 6, 7, 8,
        6, 8, 5, 7,
        8, 7, 6, 5,
        7, 5, 8, 6
      };
      assertArrayEquals(expected, turned.toFloatArray());
    }
  }

  @Test
  void answers_ofTwoPatches_areTheQuarters() {
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray labels = manager.create(new float[] {9, 4});
      assertArrayEquals(
          new float[] {0, 1, 2, 3, 0, 1, 2, 3}, new RotNet().answers(labels).toFloatArray());
    }
  }
}
