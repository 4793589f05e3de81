package seco.finetune;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.core.Linear;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import seco.model.DualVarEncoder;
import seco.run.Seeds;
import seco.tensor.Gradients;
import seco.tensor.NamedArrays;
import seco.tensor.Values;

/** A trunk for clips, the mean over its last map, and a linear classifier. */
final class ClipClassifier implements AutoCloseable {
  private static final double DEVIATION = 0.01; // of the classifier's first weights
  private static final int SEGMENTS = 2; // of a head that is of no use here

  private final NDManager manager;
  private final DualVarEncoder encoder;
  private final NDArray weight; // (C, D)
  private final NDArray bias; // (C)

  /** A classifier at its start, the trunk untrained. */
  ClipClassifier(NDManager parent, ClipTuningConfig config) {
    Gradients.off();
    manager = parent.newSubManager();
    Seeds seeds = new Seeds(config.seed());
    encoder = DualVarEncoder.create(manager, config.trunk(), SEGMENTS, seeds.stream("encoder"));
    int size = config.trunk().featureSize();
    RandomGenerator random = seeds.stream("classifier");
    float[] values = new float[config.classes() * size];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (DEVIATION * random.nextGaussian());
    }
    weight = manager.zeros(new Shape(config.classes(), size));
    Values.copy(values, weight);
    bias = manager.zeros(new Shape(config.classes()));
    weight.setRequiresGradient(true);
    bias.setRequiresGradient(true);
  }

  /** Takes the trunk of a network of the same kind and width. */
  void takeTrunk(NamedArrays network) {
    trunk(encoder.arrays()).copyFrom(network);
  }

  private static NamedArrays trunk(NamedArrays arrays) {
    return arrays.only(name -> !name.startsWith("fc_"));
  }

  /** Scores (N, C) of clips (N, 3, T, H, W). */
  NDArray scores(NDArray clips, boolean training) {
    return Linear.linear(encoder.features(clips, training), weight, bias).singletonOrThrow();
  }

  /** Clips (N, 3, T, H, W) of images (N T, 3, H, W), clip after clip. */
  static NDArray clips(NDArray images, int frames) {
    Shape shape = images.getShape();
    return images
        .reshape(shape.get(0) / frames, frames, shape.get(1), shape.get(2), shape.get(3))
        .transpose(0, 2, 1, 3, 4);
  }

  /** All arrays by published name: the trunk's with its statistics, and the classifier's. */
  NamedArrays arrays() {
    return withClassifier(trunk(encoder.arrays()));
  }

  /** The arrays that learn. */
  NamedArrays trainable() {
    return withClassifier(trunk(encoder.trainable()));
  }

  private NamedArrays withClassifier(NamedArrays trunk) {
    Map<String, NDArray> arrays = new LinkedHashMap<>();
    trunk.forEach(arrays::put);
    arrays.put("fc.weight", weight);
    arrays.put("fc.bias", bias);
    return new NamedArrays(arrays);
  }

  @Override
  public void close() {
    encoder.close();
    manager.close();
  }
}
