package seco.bench;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import seco.dataset.SequenceBatch;
import seco.model.Head;
import seco.tensor.Rows;

/** Made inputs. What they hold does not matter to the time, how they lie in memory does. */
final class RandomTensors {
  private RandomTensors() {}

  /** Images (N, 3, S, S) that lie in memory as the loader's: a pixel's channels together. */
  static NDArray images(NDManager manager, int n, int pixels) {
    return manager.randomNormal(new Shape(n, pixels, pixels, 3)).transpose(0, 3, 1, 2);
  }

  /** Clips (N, 3, T, S, S) that lie in memory as the loader's: a pixel's channels together. */
  static NDArray clips(NDManager manager, int n, int frames, int pixels) {
    return manager.randomNormal(new Shape(n, frames, pixels, pixels, 3)).transpose(0, 4, 1, 2, 3);
  }

  /** A batch of four views a video; of every second video the query comes first. */
  static SequenceBatch sequences(NDManager manager, int batch, int pixels) {
    float[] queryFirst = new float[batch];
    for (int i = 0; i < batch; i += 2) {
      queryFirst[i] = 1;
    }
    return new SequenceBatch(
        images(manager, batch, pixels),
        images(manager, batch, pixels),
        images(manager, batch, pixels),
        images(manager, batch, pixels),
        manager.create(queryFirst));
  }

  /** Unit embeddings (N, 128). */
  static NDArray embeddings(NDManager manager, int n) {
    try (NDManager scope = manager.newSubManager()) {
      NDArray rows = Rows.unit(scope.randomNormal(new Shape(n, Head.EMBEDDING_SIZE)));
      rows.attach(manager);
      return rows;
    }
  }
}
