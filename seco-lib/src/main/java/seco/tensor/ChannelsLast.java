package seco.tensor;

import ai.djl.ndarray.NDArray;

/**
 * Clips whose pixels lie in memory with their channels side by side. Convolutions on a processor
 * are mostly faster so, and pass it on from layer to layer; {@code seco bench clips} measures how
 * much.
 */
public final class ChannelsLast {
  private ChannelsLast() {}

  /**
   * The same values (N, C, T, H, W), laid so in memory; no copy where they lie so already.
   *
   * @param clips of any layout; no gradient is asked of them
   */
  public static NDArray of(NDArray clips) {
    NDArray byPixel = clips.transpose(0, 2, 3, 4, 1);
    return byPixel
        .reshape(-1) // copies what does not lie in this order
        .reshape(byPixel.getShape())
        .transpose(0, 4, 1, 2, 3);
  }
}
