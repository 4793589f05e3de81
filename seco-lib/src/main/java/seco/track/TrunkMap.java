package seco.track;

import ai.djl.ndarray.NDArray;

/** A frozen network: images (N, 3, H, W) to maps (N, D, h, w), without gradient. */
@FunctionalInterface
public interface TrunkMap {
  /** The maps of images; they belong to the images' manager. */
  NDArray of(NDArray images);

  /** The map without a ring of cells at its edge. */
  static NDArray withoutRing(NDArray map, int cells) {
    if (cells == 0) {
      return map;
    }
    long size = map.getShape().get(2);
    return map.get(":, :, %1$d:%2$d, %1$d:%2$d".formatted(cells, size - cells));
  }
}
