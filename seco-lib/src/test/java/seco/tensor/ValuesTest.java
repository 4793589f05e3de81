package seco.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.Test;

class ValuesTest {
  @Test
  void copy_sourceChangesAfterwards_targetStays() {
    try (NDManager manager = NDManager.newBaseManager()) {
      float[] values = {1, 2};
      NDArray fromJava = manager.zeros(new Shape(2));
      Values.copy(values, fromJava);
      NDArray fromArray = manager.zeros(new Shape(2));
      Values.copy(fromJava, fromArray);
      values[0] = 9;
      fromJava.addi(5);
      System.gc();
      assertArrayEquals(new float[] {6, 7}, fromJava.toFloatArray());
      assertArrayEquals(new float[] {1, 2}, fromArray.toFloatArray());
    }
  }

  @Test
  void copy_ontoAnotherType_converts() {
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray target = manager.zeros(new Shape(1, 2), DataType.FLOAT64);
      Values.copy(new float[] {0.5f, -3}, target);
      assertArrayEquals(new double[] {0.5, -3}, target.toDoubleArray());
      assertEquals(DataType.FLOAT64, target.getDataType());
    }
  }

  @Test
  void copy_wrongSize_isRefused() {
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray target = manager.zeros(new Shape(2, 2));
      float[] three = {1, 2, 3};
      String message =
          assertThrows(IllegalArgumentException.class, () -> Values.copy(three, target))
              .getMessage();
      assertEquals("3 values do not fill an array of shape (2, 2)", message);
      NDArray flat = manager.zeros(new Shape(4));
      assertThrows(IllegalArgumentException.class, () -> Values.copy(flat, target));
    }
  }

  @Test
  void copy_leavesNoArrayBehind() {
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray target = manager.zeros(new Shape(2));
      int before = manager.getManagedArrays().size();
      Values.copy(new float[] {1, 2}, target);
      assertEquals(before, manager.getManagedArrays().size());
    }
  }
}
