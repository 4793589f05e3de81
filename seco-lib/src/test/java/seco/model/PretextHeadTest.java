package seco.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Random;
import org.junit.jupiter.api.Test;
import seco.tensor.Values;

final class PretextHeadTest {
  private static void set(PretextHead head, String name, float... firstValues) {
    NDArray array = head.arrays().get(name);
    float[] values = new float[Math.toIntExact(array.size())];
    System.arraycopy(firstValues, 0, values, 0, firstValues.length);
    Values.copy(values, array);
  }

  @Test
  void joinedFeatures_ofTwoFrames_byHand() {
    try (NDManager manager = NDManager.newBaseManager();
        PretextHead head =
            PretextHead.create(manager, PretextHead.Form.JOINED, 2, 2, 2, new Random(1))) {
      set(head, "fc.weight", 1, 10, 100, 1000, 0, 0, 0, 1); // (2, 4)
      set(head, "fc.bias", 0, 5);
      NDArray features = manager.create(new float[] {1, 2, 3, 4, 0, 0, 0, 1}, new Shape(4, 2));
      assertArrayEquals(new float[] {4321, 9, 1000, 6}, head.logits(features).toFloatArray());
    }
  }

  @Test
  void pairs_ofThreeFrames_byHand() {
    try (NDManager manager = NDManager.newBaseManager();
        PretextHead head =
            PretextHead.create(manager, PretextHead.Form.PAIRS, 3, 1, 1, new Random(1))) {
      set(head, "fc_pair.weight", 1, -1); // the first of 128: max(0, a - b)
      set(head, "fc_pair.bias");
      float[] weights = new float[3 * 128];
      weights[0] = 1; // of the pair (1, 2)
      weights[128] = 10; // (1, 3)
      weights[256] = 100; // (2, 3)
      set(head, "fc.weight", weights);
      set(head, "fc.bias");
      NDArray features = manager.create(new float[] {5, 3, 2, 1, 2, 3}, new Shape(6, 1));
      assertArrayEquals(new float[] {2 + 30 + 100, 0}, head.logits(features).toFloatArray());
    }
  }

  @Test
  void head_hasNamedArrays_andTheSameForTheSameSeed() {
    try (NDManager manager = NDManager.newBaseManager();
        PretextHead one =
            PretextHead.create(manager, PretextHead.Form.PAIRS, 4, 16, 12, new Random(1));
        PretextHead other =
            PretextHead.create(manager, PretextHead.Form.PAIRS, 4, 16, 12, new Random(1))) {
      assertEquals(
          "[fc_pair.weight, fc_pair.bias, fc.weight, fc.bias]", one.arrays().names().toString());
      assertEquals(new Shape(128, 32), one.arrays().get("fc_pair.weight").getShape());
      assertEquals(new Shape(12, 6 * 128), one.arrays().get("fc.weight").getShape());
      assertArrayEquals(
          one.arrays().get("fc.weight").toFloatArray(),
          other.arrays().get("fc.weight").toFloatArray());
      NDArray narrow = manager.ones(new Shape(4, 15));
      assertThrows(IllegalArgumentException.class, () -> one.logits(narrow));
    }
  }
}
