package seco.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class ArithmeticTest {
  @RepeatedTest(3)
  void gradient_afterGarbageCollection_isTheSame() {
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray x = manager.create(new float[] {-1, 0.25f, 2});
      x.setRequiresGradient(true);
      Gradients.backward(
          () -> {
            NDArray loss = Arithmetic.times(Arithmetic.atLeast(x, 0.5), 3).sum();
            overwriteFreedMemory();
            return loss;
          },
          loss -> loss);
      assertArrayEquals(new float[] {0, 0, 3}, x.getGradient().toFloatArray());
    }
  }

  private static void overwriteFreedMemory() {
    for (int round = 0; round < 3; round++) {
      System.gc();
      for (int i = 0; i < 20_000; i++) {
        ByteBuffer.allocateDirect(4).putInt(0x7F7F7F7F);
      }
    }
  }

  @Test
  void times_and_atLeast_keepTheType() {
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray x = manager.create(new double[] {1, -2});
      assertArrayEquals(new double[] {0.1, -0.2}, Arithmetic.times(x, 0.1).toDoubleArray());
      assertArrayEquals(new double[] {1, -1.5}, Arithmetic.atLeast(x, -1.5).toDoubleArray());
      assertEquals(DataType.FLOAT32, Arithmetic.times(manager.ones(x.getShape()), 2).getDataType());
    }
  }
}
