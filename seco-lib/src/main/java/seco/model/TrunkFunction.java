package seco.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

/**
 * A trunk in training mode that is carried out otherwise than block by block. It computes what the
 * blocks compute, the encoder's own arrays learn through it, and its running statistics follow the
 * batches.
 */
public interface TrunkFunction extends AutoCloseable {
  /** Pooled features (N, D) of images (N, 3, H, W). */
  NDArray features(NDArray images);

  /**
   * A part of the trunk: 0 is the stem with its pooling, 1 to 4 are the stages.
   *
   * @param input images, or the map of the part before
   * @return its map (N, C, h, w)
   */
  NDArray part(int part, NDArray input);

  @Override
  void close();

  /** How an encoder comes by its function. */
  @FunctionalInterface
  interface Maker {
    /**
     * The function of an encoder's trunk.
     *
     * @param owner of what it needs
     */
    TrunkFunction of(NDManager owner, SecoEncoder encoder);
  }
}
