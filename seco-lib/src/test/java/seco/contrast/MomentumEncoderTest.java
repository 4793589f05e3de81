package seco.contrast;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import seco.model.KeyEmbeddings;
import seco.model.PublishedNames;
import seco.model.ResNetConfig;
import seco.model.SecoEncoder;
import seco.tensor.Gradients;
import seco.tensor.NamedArrays;

class MomentumEncoderTest {
  private static final ResNetConfig SMALL = new ResNetConfig(18, 4, 0);
  private static final double ALPHA = 0.9;

  private final NDManager manager = NDManager.newBaseManager();
  private final SecoEncoder online =
      SecoEncoder.create(manager, SMALL, SecoEncoder.Heads.PER_TASK, new Random(1));

  @BeforeEach
  void withoutGradients() {
    Gradients.off();
  }

  @AfterEach
  void close() {
    manager.close();
  }

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

  @Test
  void embed_separately_isThreePassesOneAfterTheOther() {
    MomentumEncoder separate = encoder(KeyBatches.SEPARATE);
    MomentumEncoder byHand = encoder(KeyBatches.SEPARATE);
    KeyEmbeddings keys = separate.embed(images(1), images(2), images(3));
    assertArrayEquals(floats(byHand.embed(images(1)).inter()), floats(keys.sameFrame().inter()));
    assertArrayEquals(floats(byHand.embed(images(2)).intra()), floats(keys.earlier().intra()));
    assertArrayEquals(floats(byHand.embed(images(3)).order()), floats(keys.later().order()));
    assertSame(values(statistics(byHand.network())), values(statistics(separate.network())));
  }

  @Test
  void embed_jointly_sharesStatisticsOverAllKeys() {
    MomentumEncoder joint = encoder(KeyBatches.JOINT);
    KeyEmbeddings keys = joint.embed(images(1), images(2), images(3));
    KeyEmbeddings separate = encoder(KeyBatches.SEPARATE).embed(images(1), images(2), images(3));
    assertEquals(new Shape(4, 128), keys.later().order().getShape());
    double difference =
        keys.sameFrame().inter().sub(separate.sameFrame().inter()).abs().max().getFloat();
    assertTrue(difference > 1e-3, "other statistics, other embeddings: " + difference);
  }

  @Test
  void embed_threeEqualBatches_isTheSameJointlyAndSeparately() {
    KeyEmbeddings joint = encoder(KeyBatches.JOINT).embed(images(1), images(1), images(1));
    KeyEmbeddings separate = encoder(KeyBatches.SEPARATE).embed(images(1), images(1), images(1));
    assertArrayEquals(
        floats(separate.sameFrame().inter()), floats(joint.sameFrame().inter()), 1e-4f);
    assertArrayEquals(floats(separate.later().order()), floats(joint.later().order()), 1e-4f);
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
  void embed_evaluationMode_doesNotDependOnTheShuffle() {
    NDArray images = images(1);
    Shuffle shuffle = Shuffle.of(new int[] {2, 0, 3, 1});
    float[] plain = floats(online.embed(images, false).inter());
    NDArray shuffled = online.embed(shuffle.apply(images), false).inter();
    assertTrue(!Arrays.equals(plain, floats(shuffled)), "the rows stand elsewhere");
    assertArrayEquals(plain, floats(shuffle.undo(shuffled)));
  }

  @Test
  void embed_shuffledReplicas_returnEachKeyToItsVideo() {
    // In groups of videos 2, 0 and 3, 1: the keys as if each group were a batch of its own.
    NDArray images = images(1);
    Shuffle shuffle = Shuffle.of(new int[] {2, 0, 3, 1});
    float[] keys = floats(replicas(KeyBatches.SEPARATE).embed(images, shuffle).intra());
    NDArray parts = shuffle.apply(images);
    float[] first = floats(encoder(KeyBatches.SEPARATE).embed(parts.get("0:2")).intra());
    float[] second = floats(encoder(KeyBatches.SEPARATE).embed(parts.get("2:4")).intra());
    assertArrayEquals(row(first, 0), row(keys, 2));
    assertArrayEquals(row(first, 1), row(keys, 0));
    assertArrayEquals(row(second, 0), row(keys, 3));
    assertArrayEquals(row(second, 1), row(keys, 1));
  }

  @Test
  void embed_jointlyInReplicas_isOneJointBatchPerReplica() {
    Shuffle shuffle = Shuffle.of(new int[] {2, 0, 3, 1});
    KeyEmbeddings keys = replicas(KeyBatches.JOINT).embed(images(1), images(2), images(3), shuffle);
    NDArray[] group = new NDArray[3];
    for (int i = 0; i < 3; i++) {
      group[i] = shuffle.apply(images(i + 1)).get("2:4"); // videos 3 and 1
    }
    KeyEmbeddings second = encoder(KeyBatches.JOINT).embed(group[0], group[1], group[2]);
    float[] later = floats(second.later().order());
    assertArrayEquals(row(later, 0), row(floats(keys.later().order()), 3));
    assertArrayEquals(row(later, 1), row(floats(keys.later().order()), 1));
    assertArrayEquals(
        row(floats(second.sameFrame().inter()), 1), row(floats(keys.sameFrame().inter()), 1));
  }

  private MomentumEncoder replicas(KeyBatches batches) {
    return new MomentumEncoder(manager, online, ALPHA, batches, 2, ReplicaStatistics.FIRST);
  }

  private static float[] row(float[] embeddings, int row) {
    return Arrays.copyOfRange(embeddings, 128 * row, 128 * row + 128);
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

  private MomentumEncoder encoder(KeyBatches batches) {
    return new MomentumEncoder(manager, online, ALPHA, batches);
  }

  private NDArray images(long seed) {
    Random random = new Random(seed);
    float[] values = new float[4 * 3 * 32 * 32];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian() + seed;
    }
    return manager.create(values, new Shape(4, 3, 32, 32));
  }

  private static float[] floats(NDArray array) {
    return array.toFloatArray();
  }

  private static NamedArrays statistics(SecoEncoder encoder) {
    return encoder.arrays().only(PublishedNames::isStatistic);
  }

  private static Map<String, float[]> values(NamedArrays arrays) {
    Map<String, float[]> values = new LinkedHashMap<>();
    arrays.forEach((name, array) -> values.put(name, array.toFloatArray()));
    return values;
  }

  private static void assertSame(Map<String, float[]> expected, Map<String, float[]> actual) {
    assertEquals(expected.keySet(), actual.keySet());
    expected.forEach((name, array) -> assertArrayEquals(array, actual.get(name), name));
  }
}
