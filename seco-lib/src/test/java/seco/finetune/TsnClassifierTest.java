package seco.finetune;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import seco.model.ResNetConfig;
import seco.tensor.Gradients;

class TsnClassifierTest {
  private static final FineTuningConfig CONFIG =
      FineTuningConfig.smoke()
          .withTrunk(new ResNetConfig(18, 4, 0))
          .with(Map.of("classes", 3, "norms", "ALL"));

  private final NDManager manager = NDManager.newBaseManager();

  @AfterEach
  void close() {
    manager.close();
  }

  private NDArray images(int count) {
    Random random = new Random(3);
    float[] values = new float[count * 3 * 32 * 32];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return manager.create(values, new Shape(count, 3, 32, 32));
  }

  /** Mean of the frames' features, what dropout leaves of it, linear scores, cross-entropy. */
  @Test
  void loss_isThatOfTheConsensus_byHand() {
    TsnClassifier tsn = TsnClassifier.create(manager, CONFIG);
    NDArray images = images(6); // two videos of three frames
    float[] features = tsn.encoder().features(images, true).toFloatArray();
    int size = CONFIG.trunk().featureSize();
    float[] kept = new float[2 * size];
    for (int i = 0; i < kept.length; i++) {
      kept[i] = i % 3 == 0 ? 0 : 2;
    }
    float[] weight = tsn.arrays().get("fc.weight").toFloatArray();
    float[] bias = tsn.arrays().get("fc.bias").toFloatArray();
    int[] labels = {2, 0};
    double loss = 0;
    int right = 0;
    for (int video = 0; video < 2; video++) {
      double[] scores = new double[3];
      for (int k = 0; k < 3; k++) {
        scores[k] = bias[k];
        for (int d = 0; d < size; d++) {
          double mean = 0;
          for (int frame = 0; frame < 3; frame++) {
            mean += features[(3 * video + frame) * size + d] / 3;
          }
          scores[k] += weight[k * size + d] * mean * kept[video * size + d];
        }
      }
      double sum = Math.exp(scores[0]) + Math.exp(scores[1]) + Math.exp(scores[2]);
      loss += (Math.log(sum) - scores[labels[video]]) / 8; // of eight videos in the whole batch
      int best =
          scores[0] >= scores[1] && scores[0] >= scores[2] ? 0 : scores[1] >= scores[2] ? 1 : 2;
      right += best == labels[video] ? 1 : 0;
    }
    NDArray mask = manager.create(kept, new Shape(2, size));
    TsnClassifier.Outcome outcome = tsn.learn(images, labels, mask, 8);
    assertEquals(loss, outcome.loss(), 1e-5);
    assertEquals(right, outcome.right());
  }

  /** The same videos twice have the same statistics, so two parts are the whole. */
  @Test
  void gradients_ofParts_addUpToTheWhole() {
    TsnClassifier whole = TsnClassifier.create(manager, CONFIG);
    TsnClassifier parts = TsnClassifier.create(manager, CONFIG);
    NDArray images = images(6);
    NDArray twice = NDArrays.concat(new NDList(images, images));
    NDArray ones = manager.ones(new Shape(4, CONFIG.trunk().featureSize()));
    double loss = whole.learn(twice, new int[] {1, 2, 1, 2}, ones, 4).loss();
    double sum = parts.learn(images, new int[] {1, 2}, ones.get(":2"), 4).loss();
    sum += parts.learn(images, new int[] {1, 2}, ones.get(":2"), 4).loss();
    assertEquals(loss, sum, 1e-5);
    for (String name : whole.trainable().names()) {
      NDArray expected = Gradients.of(whole.arrays().get(name)).orElseThrow();
      NDArray actual = Gradients.of(parts.arrays().get(name)).orElseThrow();
      double distance = actual.sub(expected).norm().getFloat();
      assertTrue(distance <= 1e-3 * expected.norm().getFloat() + 1e-6, name + ": " + distance);
    }
  }

  @Test
  void start_isTheSameForTheSameSeed() {
    float[] one = TsnClassifier.create(manager, CONFIG).arrays().get("fc.weight").toFloatArray();
    float[] again = TsnClassifier.create(manager, CONFIG).arrays().get("fc.weight").toFloatArray();
    assertArrayEquals(one, again);
    double bound = 1 / Math.sqrt(CONFIG.trunk().featureSize());
    for (float value : one) {
      assertTrue(Math.abs(value) <= bound);
    }
  }
}
