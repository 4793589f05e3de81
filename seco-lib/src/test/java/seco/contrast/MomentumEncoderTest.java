package seco.contrast;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static seco.contrast.SmallEncoders.statistics;

import ai.djl.ndarray.NDArray;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import seco.model.Embeddings;
import seco.tensor.Gradients;
import seco.tensor.SingleUpdates;

class MomentumEncoderTest extends SlowCopy {
  @Test
  void constructor_startsAsACopyWithItsOwnValues() {
    MomentumEncoder momentum = encoder(KeyBatches.SEPARATE);
    assertSame(values(online.arrays()), values(momentum.network().arrays()));
    online.arrays().get("conv1.weight").addi(1);
    assertTrue(
        !Arrays.equals(
            online.arrays().get("conv1.weight").toFloatArray(),
            momentum.network().arrays().get("conv1.weight").toFloatArray()));
  }

  @Test
  void distance_isTheLengthOfTheLeadAsAShareOfTheTrainedWeights() {
    MomentumEncoder momentum = encoder(KeyBatches.SEPARATE);
    assertEquals(0, momentum.distance(online));
    online.trainable().forEach((name, array) -> array.muli(4));
    assertEquals(0.75, momentum.distance(online), 1e-6, "|4w - w| / |4w|");
    momentum.follow(online); // w becomes 0.9 w + 0.1 * 4 w = 1.3 w
    assertEquals(2.7 / 4, momentum.distance(online), 1e-6);
    online.arrays().get("bn1.running_mean").addi(100);
    assertEquals(2.7 / 4, momentum.distance(online), 1e-6, "statistics are not trained");
  }

  @Test
  void distance_leavesNoArrayBehind() {
    MomentumEncoder momentum = encoder(KeyBatches.SEPARATE);
    int before = manager.getManagedArrays().size();
    momentum.distance(online);
    assertEquals(before, manager.getManagedArrays().size());
  }

  @Test
  void follow_twice_isEq6OnEveryParameter() {
    MomentumEncoder momentum = encoder(KeyBatches.SEPARATE);
    Map<String, float[]> expected = values(momentum.network().trainable());
    for (int step = 0; step < 2; step++) {
      online.arrays().forEach((name, array) -> array.addi(1));
      momentum.follow(online);
      online
          .trainable()
          .forEach(
              (name, fast) -> {
                float[] slow = expected.get(name);
                float[] target = fast.toFloatArray();
                for (int i = 0; i < slow.length; i++) {
                  slow[i] = (float) (ALPHA * slow[i] + (1 - ALPHA) * target[i]);
                }
              });
    }
    Map<String, float[]> actual = values(momentum.network().trainable());
    expected.forEach((name, array) -> assertArrayEquals(array, actual.get(name), 1e-6f, name));
  }

  @Test
  void follow_batchNormStatistics_stayTheKeysOwn() {
    MomentumEncoder momentum = encoder(KeyBatches.SEPARATE);
    Map<String, float[]> before = values(statistics(momentum.network()));
    online.arrays().forEach((name, array) -> array.addi(1));
    momentum.follow(online);
    assertSame(before, values(statistics(momentum.network())));
  }

  @Test
  void embed_images_movesOnlyTheStatistics() {
    MomentumEncoder momentum = encoder(KeyBatches.SEPARATE);
    Map<String, float[]> weights = values(momentum.network().trainable());
    float[] mean = momentum.network().arrays().get("bn1.running_mean").toFloatArray();
    momentum.embed(images(1));
    assertSame(weights, values(momentum.network().trainable()));
    float[] after = momentum.network().arrays().get("bn1.running_mean").toFloatArray();
    assertTrue(!Arrays.equals(mean, after), "the running mean follows the keys");
    assertArrayEquals(
        mean, online.arrays().get("bn1.running_mean").toFloatArray(), "the query's does not");
  }

  @ParameterizedTest
  @CsvSource({"1, FIRST", "2, FIRST", "2, MEAN"})
  void embedBeside_theLastViews_areAsIfTheyHadFollowed(int replicas, ReplicaStatistics kept) {
    MomentumEncoder inTurn = separate(replicas, kept);
    MomentumEncoder parted = separate(replicas, kept);
    for (int step = 0; step < 2; step++) {
      List<NDArray> views = List.of(images(3 * step), images(3 * step + 1), images(3 * step + 2));
      List<Embeddings> expected = inTurn.embed(views);
      List<Embeddings> last = parted.embedBeside(views.subList(1, 3));
      List<Embeddings> first = parted.embed(views.subList(0, 1));
      parted.settle();
      assertArrayEquals(floats(expected.get(0).inter()), floats(first.get(0).inter()));
      assertArrayEquals(floats(expected.get(1).intra()), floats(last.get(0).intra()));
      assertArrayEquals(floats(expected.get(2).order()), floats(last.get(1).order()));
    }
    Map<String, float[]> statistics = values(statistics(parted.network()));
    values(statistics(inTurn.network()))
        .forEach((name, array) -> assertArrayEquals(array, statistics.get(name), 1e-5f, name));
  }

  private MomentumEncoder separate(int replicas, ReplicaStatistics kept) {
    KeyBatches batches = KeyBatches.SEPARATE;
    return new MomentumEncoder(
        manager, online, ALPHA, batches, replicas, kept, new SingleUpdates());
  }

  @Test
  void embedBeside_jointKeys_isRefused() {
    assertThrows(
        IllegalStateException.class,
        () -> encoder(KeyBatches.JOINT).embedBeside(List.of(images(1))));
  }

  @Test
  void embed_whileRecording_givesNoGradientToTheSlowNetwork() {
    MomentumEncoder momentum = encoder(KeyBatches.JOINT);
    NDArray images = images(1);
    Gradients.backward(
        () -> online.embed(images, true).inter().mul(momentum.embed(images).inter()).sum(),
        loss -> loss);
    assertTrue(online.arrays().get("conv1.weight").getGradient().abs().sum().getFloat() > 0);
    momentum
        .network()
        .trainable()
        .forEach((name, array) -> assertTrue(!array.hasGradient(), name + " has a gradient"));
  }

  @Test
  void constructor_momentumOutOfRange_isRefused() {
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> new MomentumEncoder(manager, online, 1.5, KeyBatches.JOINT))
            .getMessage();
    assertEquals("momentum 1.5: must lie in 0..1", message);
  }
}
