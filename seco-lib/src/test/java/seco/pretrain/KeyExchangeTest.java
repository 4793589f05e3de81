package seco.pretrain;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import seco.contrast.Shuffle;
import seco.model.Embeddings;

class KeyExchangeTest {
  private final NDManager manager = NDManager.newBaseManager();

  @AfterEach
  void close() {
    manager.close();
  }

  /** Row r of the batch holds 10 v + r for view v; the shuffle sends rows 2, 0 and 3, 1. */
  @Test
  void take_keysOfTwoShards_standInTheOrderOfTheBatch() {
    KeyExchange exchange = new KeyExchange(2, Shuffle.of(new int[] {2, 0, 3, 1}));
    exchange.bring(1, List.of(rows(3, 1), rows(13, 11)));
    CompletableFuture<List<Embeddings>> waits =
        CompletableFuture.supplyAsync(() -> exchange.take(manager));
    exchange.bring(0, List.of(rows(2, 0), rows(12, 10)));
    List<Embeddings> views = waits.join();
    assertEquals(2, views.size());
    assertArrayEquals(new float[] {0, 1, 2, 3}, views.get(0).inter().toFloatArray());
    assertArrayEquals(new float[] {10, 11, 12, 13}, views.get(1).order().toFloatArray());
  }

  @Test
  void take_oneShardUnshuffled_isItsOwnArray() {
    KeyExchange exchange = new KeyExchange(1, Shuffle.none(2));
    Embeddings own = rows(0, 1);
    exchange.bring(0, List.of(own));
    assertSame(own.intra(), exchange.take(manager).get(0).intra());
  }

  @Test
  void take_whenAShardHasFailed_failsInsteadOfWaiting() {
    KeyExchange exchange = new KeyExchange(2, Shuffle.none(2));
    exchange.bring(0, List.of(rows(0)));
    exchange.fail(new IllegalStateException("no memory"));
    CompletionException e = assertThrows(CompletionException.class, () -> exchange.take(manager));
    assertEquals("no memory", e.getCause().getMessage());
  }

  private Embeddings rows(float... values) {
    NDArray array = manager.create(values, new Shape(values.length, 1));
    return new Embeddings(array, array.duplicate(), array.duplicate());
  }
}
