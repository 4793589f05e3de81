package seco.experiment.table;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Random;
import seco.compile.FrozenTrunk;
import seco.compile.Precision;
import seco.model.Footprint;
import seco.model.ResNetConfig;
import seco.model.SecoEncoder;

/**
 * What a picture costs a frozen trunk, by two passes of a random one.
 *
 * @param secondsPerImage in a batch of two
 * @param networkBytes of the weights
 * @param workBytes of an image's maps that are held at once, counted
 */
record ForwardTrial(double secondsPerImage, long networkBytes, long workBytes) {
  private static final int IMAGES = 2;

  /** Tries a trunk, compiled in float32; the map of a dilated one. */
  static ForwardTrial of(ResNetConfig shape, int pixels) {
    try (NDManager manager = NDManager.newBaseManager();
        SecoEncoder encoder =
            SecoEncoder.create(manager, shape, SecoEncoder.Heads.SHARED, new Random(0));
        FrozenTrunk trunk = new FrozenTrunk(manager, encoder, Precision.FLOAT32)) {
      double first = seconds(manager, trunk, shape, pixels); // also finds the kernels
      double best = Math.min(first, seconds(manager, trunk, shape, pixels));
      long work =
          Footprint.of(shape, pixels).stream().mapToLong(Footprint::workBytes).max().orElse(0);
      return new ForwardTrial(best / IMAGES, encoder.arrays().bytes(), work);
    }
  }

  private static double seconds(
      NDManager manager, FrozenTrunk trunk, ResNetConfig shape, int pixels) {
    try (NDManager scope = manager.newSubManager()) {
      NDArray images = scope.randomNormal(new Shape(IMAGES, 3, pixels, pixels));
      long start = System.nanoTime();
      NDArray out = shape.dilatedStages() > 0 ? trunk.map(images) : trunk.features(images);
      out.sum().getFloat(); // done when its number is there
      return (System.nanoTime() - start) / 1e9;
    }
  }
}
