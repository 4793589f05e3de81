package seco.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

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
}
