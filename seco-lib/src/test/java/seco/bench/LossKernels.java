package seco.bench;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import seco.contrast.MemoryQueue;
import seco.loss.InterFrameLoss;
import seco.loss.Outcome;
import seco.model.Head;
import seco.run.Seeds;
import seco.tensor.Gradients;

/** The contrast with the memory, and how the memory is filled. */
@State(Scope.Thread)
public class LossKernels {
  private static final int BATCH = 32;
  private static final Seeds SEEDS = new Seeds(0);

  @Param({"4096", "131072"})
  public int memory;

  private final InterFrameLoss loss = new InterFrameLoss(0.1);
  private NDManager manager;
  private MemoryQueue queue;
  private NDArray query;
  private List<NDArray> keys;
  private NDArray entering; // (3 N, 128)

  @Setup
  public void make() {
    Gradients.off();
    manager = NDManager.newBaseManager();
    queue = MemoryQueue.create(manager, memory, Head.EMBEDDING_SIZE, SEEDS.stream("memory"));
    query = RandomTensors.embeddings(manager, BATCH);
    keys = Stream.generate(() -> RandomTensors.embeddings(manager, BATCH)).limit(3).toList();
    entering = RandomTensors.embeddings(manager, 3 * BATCH);
  }

  @Benchmark
  public float forwardAndBackward() {
    try (NDManager scope = manager.newSubManager()) {
      NDArray leaf = Gradients.leaf(query);
      leaf.attach(scope);
      Outcome outcome = Gradients.recorded(() -> loss.evaluate(leaf, keys, queue.rows()));
      Gradients.backward(outcome.loss(), scope.ones(outcome.loss().getShape()));
      return outcome.loss().getFloat();
    }
  }

  @Benchmark
  public int enqueue() {
    try (NDManager scope = manager.newSubManager()) {
      NDArray keys =
          entering.reshape(entering.getShape()); // a view, so that rows of it are the scope's
      keys.attach(scope);
      queue.enqueue(keys);
      return queue.position();
    }
  }

  @TearDown
  public void close() {
    queue.close();
    manager.close();
  }
}
