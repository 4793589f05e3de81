package seco.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WorkersTest {
  @Test
  void run_pieces_allDone() throws IOException {
    AtomicInteger done = new AtomicInteger();
    Workers.run(3, Collections.nCopies(50, () -> done.incrementAndGet()));
    assertEquals(50, done.get());
  }

  @Test
  void run_oneFails_endsTheOthersAndThrowsItsFailure() {
    IOException failure = new IOException("disk");
    CountDownLatch started = new CountDownLatch(1);
    AtomicBoolean interrupted = new AtomicBoolean();
    List<Workers.Piece> pieces =
        List.of(
            () -> {
              started.countDown();
              try {
                Thread.sleep(60_000);
              } catch (InterruptedException e) {
                interrupted.set(true);
              }
            },
            () -> {
              try {
                started.await();
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
              throw failure;
            });
    assertSame(failure, assertThrows(IOException.class, () -> Workers.run(2, pieces)));
    assertTrue(interrupted.get(), "the other piece was interrupted and waited for");
  }

  @Test
  void run_interruptedCaller_endsThePiecesAndKeepsTheFlag() {
    List<Workers.Piece> pieces =
        List.of(
            () -> {
              try {
                Thread.sleep(60_000);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    Thread.currentThread().interrupt();
    assertThrows(IOException.class, () -> Workers.run(1, pieces));
    assertTrue(Thread.interrupted());
  }
}
