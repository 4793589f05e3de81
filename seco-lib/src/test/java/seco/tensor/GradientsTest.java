package seco.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class GradientsTest {
  @Test
  void backward_square_leavesItsGradient() {
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray x = manager.create(new float[] {1, -3});
      x.setRequiresGradient(true);
      NDArray loss = Gradients.backward(() -> x.mul(x).sum(), result -> result);
      assertEquals(10, loss.getFloat());
      assertArrayEquals(new float[] {2, -6}, x.getGradient().toFloatArray());
    }
  }

  @Test
  void off_newThread_recordsNothing() {
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray x = manager.create(new float[] {2});
      x.setRequiresGradient(true);
      NDArray y =
          CompletableFuture.supplyAsync(
                  () -> {
                    Gradients.off();
                    return x.mul(x);
                  },
                  work -> Executors.newSingleThreadExecutor().execute(work))
              .join();
      Gradients.backward(() -> x.sum().add(y.sum()), loss -> loss);
      assertEquals(1, x.getGradient().getFloat(), "y is a constant");
    }
  }

  @Test
  void recordedThenBackward_leavesEachLeafItsShare() {
    Gradients.off();
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray x = manager.create(new float[] {2, 3});
      NDArray a = Gradients.leaf(x);
      NDArray b = Gradients.leaf(x);
      NDArray unused = Gradients.leaf(x);
      NDArray y = Gradients.recorded(() -> a.mul(a).add(b)); // 2 a by a, 1 by b
      Gradients.backward(y, manager.create(new float[] {1, 10}));
      assertArrayEquals(new float[] {4, 60}, Gradients.of(a).orElseThrow().toFloatArray());
      assertArrayEquals(new float[] {1, 10}, Gradients.of(b).orElseThrow().toFloatArray());
      assertTrue(Gradients.of(unused).isEmpty());
      assertFalse(a.mul(a).hasGradient(), "nothing is recorded outside");
    }
  }

  @Test
  void move_addsToTheOtherLeafAndZeroesTheFirst() {
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray a = Gradients.leaf(manager.create(new float[] {1, 2}));
      NDArray b = Gradients.leaf(manager.create(new float[] {3, 4}));
      NDArray y = Gradients.recorded(() -> a.mul(a).add(b.mul(b)));
      Gradients.backward(y, manager.ones(y.getShape()));
      Gradients.move(a, b);
      assertArrayEquals(new float[] {0, 0}, Gradients.of(a).orElseThrow().toFloatArray());
      assertArrayEquals(new float[] {8, 12}, Gradients.of(b).orElseThrow().toFloatArray());
    }
  }
}
