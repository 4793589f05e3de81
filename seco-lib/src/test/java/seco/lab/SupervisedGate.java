package seco.lab;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.bytedeco.opencv.opencv_core.Mat;
import seco.augment.Augmenter;
import seco.dataset.FrameSize;
import seco.dataset.Normalisation;
import seco.model.SecoEncoder;
import seco.pretrain.PretrainConfig;
import seco.pretrain.PretrainedEncoder;
import seco.pretrain.Schedule;
import seco.run.Seeds;
import seco.tensor.Gradients;
import seco.tensor.NamedArrays;
import seco.tensor.Sgd;
import seco.tensor.Values;
import seco.video.Frame;
import seco.video.Pictures;

/**
 * A network of the desk shape trained with labels: whether the lab's actions can be seen at all.
 * Each step shows a random frame of each of a batch of videos; a video is judged by the mean of its
 * frames' logits.
 */
final class SupervisedGate implements AutoCloseable {
  private static final int CLASSES = 10;
  private static final int FRAMES = 8;

  private final NDManager manager = NDManager.newBaseManager();
  private final PretrainConfig config =
      PretrainConfig.desk().with("contrast.memorySize", 192).with("optimization.batchSize", 64);
  private final int pixels = config.patches().pixels();
  private final int batchSize = config.optimization().batchSize();
  private final SecoEncoder encoder = PretrainedEncoder.random(manager, config);
  private final Normalisation normalisation = new Normalisation(manager, pixels);
  private final Augmenter augmenter = new Augmenter(config.patches().augmentation(), pixels);
  private final Seeds seeds;
  private final NDArray weight;
  private final NDArray bias;

  SupervisedGate(long seed) {
    Gradients.off();
    seeds = new Seeds(seed);
    int dimension = encoder.trunk().featureSize();
    RandomGenerator random = seeds.stream("classifier");
    float[] values = new float[dimension * CLASSES];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) ((2 * random.nextDouble() - 1) / Math.sqrt(dimension));
    }
    weight = manager.zeros(new Shape(dimension, CLASSES));
    Values.copy(values, weight);
    bias = manager.zeros(new Shape(CLASSES));
    weight.setRequiresGradient(true);
    bias.setRequiresGradient(true);
  }

  /** Trains for a number of steps. */
  void train(LabSample sample, int steps) {
    Map<String, NDArray> parameters = new LinkedHashMap<>();
    encoder.trainable().forEach(parameters::put);
    parameters.put("classifier.weight", weight);
    parameters.put("classifier.bias", bias);
    Sgd sgd =
        new Sgd(
            manager,
            new NamedArrays(parameters),
            config.optimization().sgdMomentum(),
            config.optimization().weightDecay());
    int perEpoch = sample.size() / batchSize;
    Schedule schedule = Schedule.of(config.optimization().withSteps(steps, perEpoch), perEpoch);
    for (int step = 0; step < steps; step++) {
      int[] order = seeds.permutation(sample.size(), "order", step / perEpoch);
      try (NDManager scope = manager.newSubManager()) {
        int first = step % perEpoch * batchSize;
        NDArray images = augmented(scope, sample, order, first, step);
        NDArray target = oneHot(scope, sample, order, first);
        Gradients.backward(
            () -> logits(images, true).logSoftmax(1).mul(target).sum(new int[] {1}).mean().neg(),
            Function.identity());
        sgd.step(schedule.rate(step));
      }
    }
  }

  private NDArray logits(NDArray images, boolean training) {
    return encoder.features(images, training).matMul(weight).add(bias); // (N, 10)
  }

  private NDArray augmented(NDManager scope, LabSample sample, int[] order, int first, int step) {
    ByteBuffer rgb = buffer(batchSize);
    for (int row = 0; row < batchSize; row++) {
      RandomGenerator random = seeds.stream("patch", step, row);
      List<Frame> clip = sample.clips().get(order[first + row]);
      try (Mat picture = Pictures.toMat(clip.get(random.nextInt(clip.size())))) {
        rgb.put(augmenter.augment(picture, random));
      }
    }
    return normalisation.images(scope, rgb, batchSize);
  }

  private NDArray oneHot(NDManager scope, LabSample sample, int[] order, int first) {
    float[] values = new float[batchSize * CLASSES];
    for (int row = 0; row < batchSize; row++) {
      values[row * CLASSES + sample.labels()[order[first + row]]] = 1;
    }
    return scope.create(values, new Shape(batchSize, CLASSES));
  }

  private ByteBuffer buffer(int images) {
    return ByteBuffer.allocateDirect(images * 3 * pixels * pixels).order(ByteOrder.nativeOrder());
  }

  /** Share of videos whose action is recognised. */
  double accuracy(LabSample sample) {
    Gradients.off();
    int right = 0;
    for (int video = 0; video < sample.size(); video++) {
      try (NDManager scope = manager.newSubManager()) {
        NDArray mean = logits(centres(scope, sample, video), false).mean(new int[] {0});
        long best = mean.argMax().toType(DataType.INT64, false).getLong();
        right += best == sample.labels()[video] ? 1 : 0;
      }
    }
    return right / (double) sample.size();
  }

  /** Mean features of an untrained network, or of this one as far as it is trained. */
  float[] features(LabSample sample, int video) {
    Gradients.off();
    try (NDManager scope = manager.newSubManager()) {
      NDArray features = encoder.features(centres(scope, sample, video), false);
      return features.mean(new int[] {0}).toFloatArray();
    }
  }

  private NDArray centres(NDManager scope, LabSample sample, int video) {
    ByteBuffer rgb = buffer(FRAMES);
    for (Frame frame : sample.uniform(video, FRAMES)) {
      rgb.put(LabSample.centre(frame, FrameSize.edgeFor(pixels), pixels));
    }
    return normalisation.images(scope, rgb, FRAMES);
  }

  @Override
  public void close() {
    encoder.close();
    manager.close();
  }
}
