package seco.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import seco.model.SecoEncoder.Heads;
import seco.tensor.Gradients;

/** Encoders and random images of a test, without gradients unless it asks for them. */
abstract class SmallEncoders {
  static final ResNetConfig SMALL = new ResNetConfig(18, 8, 0);

  final NDManager manager = NDManager.newBaseManager();

  @BeforeEach
  void withoutGradients() {
    Gradients.off();
  }

  @AfterEach
  void close() {
    manager.close();
  }

  SecoEncoder create(ResNetConfig config, Heads heads, long seed) {
    return SecoEncoder.create(manager, config, heads, new Random(seed));
  }

  NDArray images(int count, int pixels) {
    Random random = new Random(5);
    float[] values = new float[count * 3 * pixels * pixels];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return manager.create(values, new Shape(count, 3, pixels, pixels));
  }
}
