package seco.contrast;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Random;
import seco.model.PublishedNames;
import seco.model.ResNetConfig;
import seco.model.SecoEncoder;
import seco.tensor.NamedArrays;

/** Encoders of four channels and random images for them. */
final class SmallEncoders {
  private static final ResNetConfig SMALL = new ResNetConfig(18, 4, 0);

  private SmallEncoders() {}

  /** The encoder of 32-bit values that each call makes alike. */
  static SecoEncoder encoder(NDManager manager) {
    return encoder(manager, DataType.FLOAT32);
  }

  /** The encoder that each call makes alike. */
  static SecoEncoder encoder(NDManager manager, DataType type) {
    return SecoEncoder.create(manager, SMALL, SecoEncoder.Heads.PER_TASK, type, new Random(1));
  }

  /** Images of 32 x 32 pixels around a mean. */
  static NDArray images(NDManager manager, long seed, int rows, double mean) {
    return random(manager, seed, new Shape(rows, 3, 32, 32), mean);
  }

  /** Normally distributed values of deviation 1 around a mean. */
  static NDArray random(NDManager manager, long seed, Shape shape, double mean) {
    Random random = new Random(seed);
    float[] values = new float[Math.toIntExact(shape.size())];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (random.nextGaussian() + mean);
    }
    return manager.create(values, shape);
  }

  static NamedArrays statistics(SecoEncoder encoder) {
    return encoder.arrays().only(PublishedNames::isStatistic);
  }
}
