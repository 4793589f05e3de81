package seco.bench;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import seco.contrast.Shuffle;
import seco.run.Seeds;
import seco.tensor.Gradients;

/** The permutation of shuffling batch norm. */
@State(Scope.Thread)
public class ShuffleKernels {
  private static final int BATCH = 32;

  private NDManager manager;
  private NDArray images; // (32, 3, 112, 112)
  private Shuffle shuffle;

  @Setup
  public void make() {
    Gradients.off();
    manager = NDManager.newBaseManager();
    images = RandomTensors.images(manager, BATCH, 112);
    shuffle = Shuffle.of(new Seeds(0).permutation(BATCH, "shuffle"));
  }

  @Benchmark
  public long thereAndBack() {
    try (NDArray there = shuffle.apply(images);
        NDArray back = shuffle.undo(there)) {
      return back.size();
    }
  }

  @TearDown
  public void close() {
    manager.close();
  }
}
