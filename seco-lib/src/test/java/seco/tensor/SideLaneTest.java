package seco.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import java.io.IOException;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class SideLaneTest {
  @Test
  void await_result_isThatOfTheOtherThread() {
    try (SideLane lane = new SideLane()) {
      int threads = JniUtils.getNumThreads();
      Future<String> name = lane.begin(() -> Thread.currentThread().getName());
      assertEquals("seco-side-lane", lane.await(name));
      assertEquals(threads, JniUtils.getNumThreads(), "the caller's threads");
    }
  }

  @Test
  void begin_computation_keepsNoGraph() {
    try (NDManager manager = NDManager.newBaseManager();
        SideLane lane = new SideLane()) {
      NDArray x = manager.create(new float[] {1, 2});
      x.setRequiresGradient(true);
      NDArray y = lane.await(lane.begin(() -> x.mul(x)));
      assertEquals(5, y.sum().getFloat());
      assertTrue(!y.hasGradient());
      Gradients.backward(() -> x.sum().add(y.sum()), loss -> loss);
      assertEquals(2, x.getGradient().sum().getFloat(), "y is a constant to the loss");
    }
  }

  @Test
  void await_failure_hasItsCause() {
    try (SideLane lane = new SideLane()) {
      int threads = JniUtils.getNumThreads();
      IOException failure = new IOException("disk");
      Future<Void> future =
          lane.begin(
              () -> {
                throw failure;
              });
      IllegalStateException thrown =
          assertThrows(IllegalStateException.class, () -> lane.await(future));
      assertSame(failure, thrown.getCause());
      assertEquals(threads, JniUtils.getNumThreads());
    }
  }

  @Test
  void await_interruptedCaller_waitsAndKeepsTheFlag() {
    try (SideLane lane = new SideLane()) {
      Thread.currentThread().interrupt();
      Future<Integer> future =
          lane.begin(
              () -> {
                Thread.sleep(50);
                return 3;
              });
      assertEquals(3, lane.await(future));
      assertTrue(Thread.interrupted(), "the interrupt flag");
    }
  }
}
