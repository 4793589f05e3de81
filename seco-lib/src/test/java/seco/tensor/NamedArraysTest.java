package seco.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NamedArraysTest {
  @Test
  void get_absentName_saysWhatThereIs() {
    try (NDManager manager = NDManager.newBaseManager()) {
      NamedArrays arrays = named(manager, new float[] {1}, new float[] {2});
      String message =
          assertThrows(IllegalArgumentException.class, () -> arrays.get("c")).getMessage();
      assertEquals("no array c among 2 (b, a)", message);
    }
  }

  @Test
  void only_keepsOrderAndArrays() {
    try (NDManager manager = NDManager.newBaseManager()) {
      NamedArrays arrays = named(manager, new float[] {1}, new float[] {2});
      assertEquals(List.of("b", "a"), List.copyOf(arrays.names()));
      NamedArrays chosen = arrays.only(name -> name.equals("a"));
      assertEquals(1, chosen.size());
      assertEquals(2, chosen.get("a").getFloat());
      assertEquals(2, arrays.size());
    }
  }

  @Test
  void copyFrom_arraysOfTheSameNames_takesTheirValues() {
    try (NDManager manager = NDManager.newBaseManager()) {
      NamedArrays target = named(manager, new float[] {1}, new float[] {2, 3});
      target.copyFrom(named(manager, new float[] {7}, new float[] {8, 9}));
      assertArrayEquals(new float[] {7}, target.get("b").toFloatArray());
      assertArrayEquals(new float[] {8, 9}, target.get("a").toFloatArray());
    }
  }

  @Test
  void copyFrom_otherShapeOrMissingName_changesNothing() {
    try (NDManager manager = NDManager.newBaseManager()) {
      NamedArrays target = named(manager, new float[] {1}, new float[] {2, 3});
      NamedArrays other = named(manager, new float[] {7}, new float[] {8});
      NamedArrays fewer = other.only(name -> name.equals("b"));
      assertThrows(IllegalArgumentException.class, () -> target.copyFrom(other));
      assertThrows(IllegalArgumentException.class, () -> target.copyFrom(fewer));
      assertArrayEquals(new float[] {1}, target.get("b").toFloatArray());
    }
  }

  private static NamedArrays named(NDManager manager, float[] b, float[] a) {
    Map<String, NDArray> arrays = new LinkedHashMap<>();
    arrays.put("b", manager.create(b));
    arrays.put("a", manager.create(a));
    return new NamedArrays(arrays);
  }
}
