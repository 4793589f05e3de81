package seco.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import seco.model.SecoEncoder.Heads;

class SecoEncoderTest extends SmallEncoders {
  @ParameterizedTest
  @CsvSource({
    "18, 8, 0, 64, 64, 2",
    "18, 4, 1, 64, 32, 4",
    "18, 4, 2, 64, 32, 8",
    "18, 4, 3, 64, 32, 16",
    "18, 4, 0, 48, 32, 2",
    "18, 4, 2, 41, 32, 6",
    "34, 4, 2, 64, 32, 8",
    "50, 4, 0, 64, 128, 2",
    "50, 4, 2, 64, 128, 8"
  })
  void map_eachShapeOfTrunk_hasItsChannelsAndCells(
      int depth, int width, int dilated, int pixels, int channels, int cells) {
    ResNetConfig config = new ResNetConfig(depth, width, dilated);
    SecoEncoder encoder = create(config, Heads.SHARED, 1);
    NDArray map = encoder.map(images(2, pixels), false);
    assertEquals(new Shape(2, channels, cells, cells), map.getShape());
    assertEquals(channels, config.featureSize());
    assertEquals(map.getShape(), new ResNet(config).outputShape(new Shape(2, 3, pixels, pixels)));
    assertTrue(map.min().getFloat() >= 0, "behind the last ReLU");
  }

  @Test
  void features_ofTheMap_areItsMeans() {
    SecoEncoder encoder = create(SMALL, Heads.SHARED, 1);
    float[] map = encoder.map(images(1, 64), false).toFloatArray(); // (1, 64, 2, 2)
    float[] features = encoder.features(images(1, 64), false).toFloatArray();
    for (int c = 0; c < 64; c++) {
      float mean = (map[4 * c] + map[4 * c + 1] + map[4 * c + 2] + map[4 * c + 3]) / 4;
      assertEquals(mean, features[c], 1e-5f * Math.max(1, mean), "channel " + c);
    }
  }

  @Test
  void embed_everyHead_givesUnitRows() {
    Embeddings q = create(SMALL, Heads.PER_TASK, 1).embed(images(4, 32), true);
    for (NDArray head : List.of(q.inter(), q.intra(), q.order())) {
      assertEquals(new Shape(4, 128), head.getShape());
      for (float norm : head.norm(new int[] {1}).toFloatArray()) {
        assertEquals(1, norm, 1e-5f);
      }
    }
    assertTrue(q.inter().sub(q.intra()).abs().max().getFloat() > 0.01, "heads of their own");
  }

  @Test
  void embed_sharedHead_isOneForAllTasks() {
    SecoEncoder encoder = create(SMALL, Heads.SHARED, 1);
    assertEquals(Heads.SHARED, encoder.heads());
    Embeddings q = encoder.embed(images(2, 32), false);
    assertArrayEquals(q.inter().toFloatArray(), q.order().toFloatArray());
    List<String> heads =
        encoder.arrays().names().stream().filter(name -> name.startsWith("fc")).toList();
    assertEquals(
        List.of(
            "fc.0.weight",
            "fc.0.bias",
            "fc.2.weight",
            "fc.2.bias",
            "fc_order_classifier.weight",
            "fc_order_classifier.bias"),
        heads);
  }

  @Test
  void embed_evaluation_isDeterministicAndChangesNothing() {
    SecoEncoder encoder = create(SMALL, Heads.PER_TASK, 1);
    NDArray images = images(4, 32);
    float[] mean = encoder.arrays().get("bn1.running_mean").toFloatArray();
    float[] first = encoder.embed(images, false).inter().toFloatArray();
    assertArrayEquals(first, encoder.embed(images, false).inter().toFloatArray());
    assertArrayEquals(mean, encoder.arrays().get("bn1.running_mean").toFloatArray());
  }

  @Test
  void embed_evaluation_treatsEachImageByItself() {
    SecoEncoder encoder = create(SMALL, Heads.PER_TASK, 1);
    NDArray images = images(4, 32);
    float[] together = encoder.embed(images, false).inter().get("2:3").toFloatArray();
    float[] alone = encoder.embed(images.get("2:3"), false).inter().toFloatArray();
    assertArrayEquals(together, alone, 1e-5f);
  }

  @Test
  void embed_training_movesTheRunningMeanByATenth() {
    SecoEncoder encoder = create(SMALL, Heads.PER_TASK, 1);
    NDArray images = images(4, 32);
    NDArray weight = encoder.arrays().get("conv1.weight");
    NDArray convolved =
        ai.djl.nn.convolutional.Conv2d.conv2d(
                images,
                weight,
                manager.zeros(new Shape(8)),
                new Shape(2, 2),
                new Shape(3, 3),
                new Shape(1, 1))
            .singletonOrThrow();
    encoder.embed(images, true);
    float[] means = encoder.arrays().get("bn1.running_mean").toFloatArray();
    for (int c = 0; c < 8; c++) {
      float mean = convolved.get(":, " + c).mean().getFloat();
      assertEquals(0.1f * mean, means[c], 1e-5f, "channel " + c);
    }
  }

  @Test
  void orderLogits_dependOnTheOrderOfTheirParts() {
    SecoEncoder encoder = create(SMALL, Heads.PER_TASK, 1);
    NDArray q = encoder.embed(images(2, 32), false).order();
    NDArray k = q.mul(-1);
    NDArray logits = encoder.orderLogits(q, k, k);
    assertEquals(new Shape(2, 2), logits.getShape());
    assertTrue(logits.sub(encoder.orderLogits(k, q, k)).abs().max().getFloat() > 1e-3);
  }

  @Test
  void map_wrongShape_saysWhatIsExpected() {
    SecoEncoder encoder = create(SMALL, Heads.SHARED, 1);
    NDArray gray = manager.zeros(new Shape(2, 1, 32, 32));
    String message =
        assertThrows(IllegalArgumentException.class, () -> encoder.map(gray, false)).getMessage();
    assertEquals("images has shape (2, 1, 32, 32), expected (any, 3, any, any)", message);
  }

  @Test
  void embed_evaluation_leavesNoArrayWithTheNetwork() {
    SecoEncoder encoder = create(SMALL, Heads.PER_TASK, 1);
    int before = manager.getManagedArrays().size();
    try (NDManager scope = NDManager.newBaseManager()) {
      encoder.embed(scope.zeros(new Shape(2, 3, 32, 32)), false);
    }
    assertEquals(before, manager.getManagedArrays().size());
  }
}
