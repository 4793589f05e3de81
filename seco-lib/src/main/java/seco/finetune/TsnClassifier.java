package seco.finetune;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.core.Linear;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import seco.Paper;
import seco.model.SecoEncoder;
import seco.model.TrunkPass;
import seco.run.Seeds;
import seco.tensor.Gradients;
import seco.tensor.NamedArrays;
import seco.tensor.Shapes;
import seco.tensor.Values;

/**
 * A temporal segment network: a trunk for each frame, the mean of a video's frames as their
 * consensus, dropout, and a linear classifier. The classifier being linear, the mean of the frames'
 * scores is the score of their mean.
 *
 * <p>L. Wang et al., <i>Temporal Segment Networks</i>, ECCV 2016, <a
 * href="https://arxiv.org/abs/1608.00859">arXiv:1608.00859</a>.
 */
@Paper(section = "Action Recognition and Untrimmed Activity Recognition", table = 3)
public final class TsnClassifier implements AutoCloseable {
  /** Names of the classifier's arrays, as in torchvision's networks. */
  private static final String WEIGHT = "fc.weight";

  private static final String BIAS = "fc.bias";

  private final NDManager manager;
  private final SecoEncoder encoder;
  private final NDArray weight; // (C, D)
  private final NDArray bias; // (C)
  private final boolean recompute;
  private final int segments;

  private TsnClassifier(NDManager parent, FineTuningConfig config) {
    Gradients.off();
    manager = parent.newSubManager();
    Seeds seeds = new Seeds(config.seed());
    encoder =
        SecoEncoder.create(
            manager, config.trunk(), SecoEncoder.Heads.SHARED, seeds.stream("encoder"));
    int size = config.trunk().featureSize();
    RandomGenerator random = seeds.stream("classifier");
    weight = uniform(new Shape(config.classes(), size), size, random);
    bias = uniform(new Shape(config.classes()), size, random);
    recompute = config.recompute();
    segments = config.frames().segments();
  }

  /** A classifier at its start: PyTorch's for the linear layer; the trunk untrained. */
  static TsnClassifier create(NDManager parent, FineTuningConfig config) {
    return new TsnClassifier(parent, config);
  }

  private NDArray uniform(Shape shape, int inputs, RandomGenerator random) {
    double bound = 1 / Math.sqrt(inputs);
    float[] values = new float[Math.toIntExact(shape.size())];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextDouble(-bound, bound);
    }
    NDArray array = manager.zeros(shape);
    Values.copy(values, array);
    array.setRequiresGradient(true);
    return array;
  }

  /** Takes the trunk of a network of the same depth and width. */
  void takeTrunk(NamedArrays network) {
    trunk(encoder.arrays()).copyFrom(network);
  }

  private static NamedArrays trunk(NamedArrays arrays) {
    return arrays.only(name -> !name.startsWith("fc"));
  }

  /** Settles how it learns: which batch norms do, and how the trunk is carried out. */
  void learnAs(FineTuningConfig config) {
    if (config.norms() == LearningNorms.FIRST) {
      encoder.keepNorms();
    }
    encoder.carryOutBy(config.compiler().orElse(null));
  }

  /** What a part of a batch came to: its share of the batch's mean loss, and right predictions. */
  record Outcome(double loss, int right) {}

  /**
   * Adds the gradient of some videos' loss, the cross-entropy, to the arrays that learn.
   *
   * @param images (N segments, 3, S, S), video by video
   * @param labels N classes
   * @param kept (N, D), what each feature is multiplied with by dropout
   * @param all videos of the whole batch, over which the loss is averaged
   */
  Outcome learn(NDArray images, int[] labels, NDArray kept, int all) {
    TrunkPass pass = encoder.pass(images, recompute);
    NDArray features = Gradients.leaf(pass.features()); // (N segments, D)
    NDArray targets = targets(images.getManager(), labels, all); // (N, C)
    NDArray scores =
        Gradients.recorded(() -> scores(consensus(features, labels.length).mul(kept))); // (N, C)
    NDArray loss = Gradients.recorded(() -> scores.logSoftmax(1).mul(targets).sum().neg());
    Gradients.backward(loss, loss.onesLike());
    pass.backward(Gradients.of(features).orElseThrow());
    return new Outcome(loss.getFloat(), right(scores.toFloatArray(), labels));
  }

  private NDArray consensus(NDArray features, int videos) {
    return features.reshape(videos, segments, -1).mean(new int[] {1});
  }

  private NDArray targets(NDManager scope, int[] labels, int all) {
    int classes = (int) bias.size();
    float[] values = new float[labels.length * classes];
    for (int i = 0; i < labels.length; i++) {
      values[i * classes + labels[i]] = 1f / all;
    }
    return scope.create(values, new Shape(labels.length, classes));
  }

  private int right(float[] scores, int[] labels) {
    int classes = (int) bias.size();
    int right = 0;
    for (int i = 0; i < labels.length; i++) {
      int best = i * classes;
      for (int j = best; j < (i + 1) * classes; j++) {
        best = scores[j] > scores[best] ? j : best;
      }
      right += best - i * classes == labels[i] ? 1 : 0;
    }
    return right;
  }

  /** Scores (N, C) of features (N, D). */
  NDArray scores(NDArray features) {
    Shapes.require("features", features, Shapes.ANY, weight.getShape().get(1));
    return Linear.linear(features, weight, bias).singletonOrThrow();
  }

  /** The network below the classifier; its heads are of no use. */
  public SecoEncoder encoder() {
    return encoder;
  }

  /** All arrays by published name: the trunk's with its statistics, and the classifier's. */
  public NamedArrays arrays() {
    return withClassifier(trunk(encoder.arrays()));
  }

  /** The arrays that learn. */
  NamedArrays trainable() {
    return withClassifier(trunk(encoder.trainable()));
  }

  private NamedArrays withClassifier(NamedArrays trunk) {
    Map<String, NDArray> arrays = new LinkedHashMap<>();
    trunk.forEach(arrays::put);
    arrays.put(WEIGHT, weight);
    arrays.put(BIAS, bias);
    return new NamedArrays(arrays);
  }

  @Override
  public void close() {
    encoder.close();
    manager.close();
  }
}
