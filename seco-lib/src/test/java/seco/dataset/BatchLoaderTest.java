package seco.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import seco.InputException;

@Timeout(60)
class BatchLoaderTest {
  /** Batches of one number; what happens before a number is written can be chosen. */
  private interface Filling {
    void before(long number) throws IOException;
  }

  private static BatchSource<long[]> numbers(Filling filling) {
    return new BatchSource<>() {
      @Override
      public long[] newBatch() {
        return new long[1];
      }

      @Override
      public void fill(long number, long[] batch) throws IOException {
        filling.before(number);
        batch[0] = number;
      }
    };
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7})
  void batches_comeInOrderWhateverTheThreadsDo(int threads) throws Exception {
    BatchSource<long[]> uneven =
        numbers(
            number -> {
              long until = System.nanoTime() + (number * 37 % 11) * 200_000;
              while (System.nanoTime() < until) {
                Thread.onSpinWait();
              }
            });
    try (BatchLoader<long[]> loader = new BatchLoader<>(uneven, 5, 105, threads)) {
      for (long number = 5; number < 105; number++) {
        assertEquals(number, loader.next()[0]);
      }
      IllegalStateException e = assertThrows(IllegalStateException.class, loader::next);
      assertEquals("no batch is left before 105", e.getMessage());
    }
  }

  @Test
  void batch_isNotOverwrittenUntilTheNextIsAskedFor() throws Exception {
    AtomicInteger filled = new AtomicInteger();
    try (BatchLoader<long[]> loader =
        new BatchLoader<>(numbers(number -> filled.incrementAndGet()), 0, 50, 2)) {
      for (long number = 0; number < 50; number++) {
        long[] batch = loader.next();
        Thread.sleep(1);
        assertEquals(number, batch[0]);
        assertTrue(filled.get() <= number + 4, "more batches in flight than there are");
      }
    }
  }

  @Test
  void failure_ofABatch_comesInItsTurnAndStays() throws Exception {
    BatchSource<long[]> source =
        numbers(
            number -> {
              if (number == 2) {
                throw new IOException("clip.mp4: unreadable");
              }
            });
    try (BatchLoader<long[]> loader = new BatchLoader<>(source, 0, 10, 3)) {
      assertEquals(0, loader.next()[0]);
      assertEquals(1, loader.next()[0]);
      for (int again = 0; again < 3; again++) {
        IOException e = assertThrows(IOException.class, loader::next);
        assertTrue(e.getMessage().contains("clip.mp4: unreadable"), e.getMessage());
      }
    }
  }

  @Test
  void wrongInput_ofABatch_staysWrongInput() {
    BatchSource<long[]> source =
        numbers(
            number -> {
              throw new InputException("clip.mp4: damaged JPEG");
            });
    try (BatchLoader<long[]> loader = new BatchLoader<>(source, 0, 10, 1)) {
      InputException e = assertThrows(InputException.class, loader::next);
      assertEquals("clip.mp4: damaged JPEG", e.getMessage());
    }
  }

  @Test
  void interruption_ofAWait_losesNoBatch() throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    BatchSource<long[]> slow =
        numbers(
            number -> {
              try {
                gate.await();
              } catch (InterruptedException e) {
                throw new IOException(e);
              }
            });
    try (BatchLoader<long[]> loader = new BatchLoader<>(slow, 0, 10, 1)) {
      Thread.currentThread().interrupt();
      assertThrows(InterruptedException.class, loader::next);
      assertFalse(Thread.interrupted());
      gate.countDown();
      for (long number = 0; number < 10; number++) {
        assertEquals(number, loader.next()[0]);
      }
    }
  }

  @Test
  void close_inTheMiddle_endsTheThreadsAndWaitsForThem() throws Exception {
    AtomicInteger working = new AtomicInteger();
    BatchSource<long[]> source =
        numbers(
            number -> {
              working.incrementAndGet();
              long until = System.nanoTime() + 20_000_000;
              while (System.nanoTime() < until) {
                Thread.onSpinWait();
              }
              working.decrementAndGet();
            });
    BatchLoader<long[]> loader = new BatchLoader<>(source, 0, 1000, 4);
    loader.next();
    loader.close();
    assertEquals(0, working.get(), "threads that still fill batches");
    loader.close();
    assertThrows(IllegalStateException.class, loader::next);
  }

  @Test
  void close_ofAnInterruptedThread_stillWaitsAndKeepsTheFlag() {
    BatchLoader<long[]> loader = new BatchLoader<>(numbers(number -> {}), 0, 10, 2);
    Thread.currentThread().interrupt();
    loader.close();
    assertTrue(Thread.interrupted());
  }

  @Test
  void loader_ofNothing_hasNoBatch() {
    try (BatchLoader<long[]> loader = new BatchLoader<>(numbers(number -> {}), 7, 7, 1)) {
      assertThrows(IllegalStateException.class, loader::next);
    }
  }
}
