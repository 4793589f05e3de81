package seco.contrast;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MemoryQueueTest {
  private final NDManager manager = NDManager.newBaseManager();

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void enqueue_pastTheEnd_wrapsAroundInOrder() {
    MemoryQueue queue = MemoryQueue.of(manager, new float[] {0, 1, 2, 3, 4}, 1, 3);
    queue.enqueue(keys(10, 11, 12));
    assertArrayEquals(new float[] {12, 1, 2, 10, 11}, queue.rows().toFloatArray());
    assertEquals(1, queue.position());
  }

  @Test
  void enqueue_exactlyToTheEnd_startsAnew() {
    MemoryQueue queue = MemoryQueue.of(manager, new float[] {0, 1, 2, 3, 4}, 1, 3);
    queue.enqueue(keys(10, 11));
    assertArrayEquals(new float[] {0, 1, 2, 10, 11}, queue.rows().toFloatArray());
    assertEquals(0, queue.position());
  }

  @Test
  void enqueue_asManyAsRows_replacesAllAndKeepsThePosition() {
    MemoryQueue queue = MemoryQueue.of(manager, new float[3], 1, 2);
    queue.enqueue(keys(10, 11, 12));
    assertArrayEquals(new float[] {11, 12, 10}, queue.rows().toFloatArray());
    assertEquals(2, queue.position());
  }

  @Test
  void enqueue_manyRandomBatches_equalsARingOfPlainNumbers() {
    Random random = new Random(1);
    float[] ring = new float[7 * 2];
    int position = 0;
    MemoryQueue queue = MemoryQueue.of(manager, ring, 2, 0);
    float next = 1;
    for (int batch = 0; batch < 60; batch++) {
      int count = 1 + random.nextInt(7);
      float[] values = new float[2 * count];
      for (int i = 0; i < count; i++) {
        for (int d = 0; d < 2; d++) {
          values[2 * i + d] = next;
          ring[2 * position + d] = next++;
        }
        position = (position + 1) % 7;
      }
      queue.enqueue(manager.create(values, new Shape(count, 2)));
      assertArrayEquals(ring, queue.rows().toFloatArray(), "after batch " + batch);
      assertEquals(position, queue.position());
    }
  }

  @Test
  void enqueue_keysChangeAfterwards_memoryStays() {
    MemoryQueue queue = MemoryQueue.of(manager, new float[2], 1, 0);
    NDArray keys = keys(5);
    queue.enqueue(keys);
    keys.addi(1);
    assertArrayEquals(new float[] {5, 0}, queue.rows().toFloatArray());
  }

  @Test
  void enqueue_leavesNoArrayBehind() {
    MemoryQueue queue = MemoryQueue.of(manager, new float[4], 1, 3);
    NDArray keys = keys(1, 2);
    int before = manager.getManagedArrays().size();
    queue.enqueue(keys);
    assertEquals(before, manager.getManagedArrays().size());
  }

  @Test
  void enqueue_keysThatDoNotFit_areRefusedAndNothingChanges() {
    MemoryQueue queue = MemoryQueue.of(manager, new float[] {1, 2}, 1, 1);
    NDArray three = keys(5, 6, 7);
    String tooMany =
        assertThrows(IllegalArgumentException.class, () -> queue.enqueue(three)).getMessage();
    assertEquals("3 keys do not fit into a memory of 2 rows", tooMany);
    NDArray wide = manager.zeros(new Shape(1, 4));
    String shape =
        assertThrows(IllegalArgumentException.class, () -> queue.enqueue(wide)).getMessage();
    assertEquals("keys has shape (1, 4), expected (any, 1)", shape);
    assertArrayEquals(new float[] {1, 2}, queue.rows().toFloatArray());
    assertEquals(1, queue.position());
  }

  @Test
  void create_rows_areUniformWithinTheAuthorsBound() {
    MemoryQueue queue = MemoryQueue.create(manager, 200, 128, new Random(1));
    double bound = 1 / Math.sqrt(128 / 3.0);
    float[] values = queue.rows().toFloatArray();
    double square = 0;
    for (float value : values) {
      assertTrue(Math.abs(value) <= bound, "value " + value);
      square += (double) value * value / values.length;
    }
    assertEquals(bound * bound / 3, square, 0.02 * bound * bound, "a uniform variance");
    MemoryQueue again = MemoryQueue.create(manager, 200, 128, new Random(1));
    assertArrayEquals(values, again.rows().toFloatArray());
  }

  @Test
  void moveTo_outside_isRefused() {
    MemoryQueue queue = MemoryQueue.of(manager, new float[2], 1, 0);
    assertThrows(IllegalArgumentException.class, () -> queue.moveTo(2));
    assertThrows(IllegalArgumentException.class, () -> queue.moveTo(-1));
    queue.moveTo(1);
    assertEquals(1, queue.position());
  }

  @Test
  void of_valuesThatAreNoRows_areRefused() {
    float[] five = new float[5];
    assertThrows(IllegalArgumentException.class, () -> MemoryQueue.of(manager, five, 2, 0));
  }

  @Test
  void meanAge_fewRows_isAsCountedByHand() {
    assertEquals(0, MemoryQueue.meanAge(96, 96, 0), "no row has been written");
    assertEquals(1, MemoryQueue.meanAge(96, 96, 1));
    assertEquals(1, MemoryQueue.meanAge(96, 96, 2000), "all rows are of the step before");
    assertEquals(1.25, MemoryQueue.meanAge(4, 3, 2), "row 2 is of step 0, the others of step 1");
    assertEquals(1.75, MemoryQueue.meanAge(4, 1, 2), "one row of age 1, three as old as the run");
    assertEquals(2.5, MemoryQueue.meanAge(4, 1, 9), "1, 2, 3, 4");
    assertThrows(IllegalArgumentException.class, () -> MemoryQueue.meanAge(4, 0, 1));
  }

  @Test
  void meanAge_anySizes_equalsARingThatKnowsWhoWroteEachRow() {
    for (int size = 1; size <= 12; size++) {
      for (int rowsAStep = 1; rowsAStep <= size; rowsAStep++) {
        MemoryQueue queue = MemoryQueue.of(manager, new float[size], 1, 0); // written in step 0
        for (int step = 0; step < 15; step++) {
          double sum = 0;
          for (float writtenIn : queue.rows().toFloatArray()) {
            sum += step - writtenIn;
          }
          assertEquals(
              sum / size,
              MemoryQueue.meanAge(size, rowsAStep, step),
              1e-12,
              size + " rows, " + rowsAStep + " a step, step " + step);
          queue.enqueue(manager.full(new Shape(rowsAStep, 1), step));
        }
      }
    }
  }

  private NDArray keys(float... values) {
    return manager.create(values, new Shape(values.length, 1));
  }
}
