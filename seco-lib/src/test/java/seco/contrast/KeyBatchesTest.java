package seco.contrast;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static seco.contrast.SmallEncoders.statistics;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import seco.model.KeyEmbeddings;
import seco.tensor.SingleUpdates;

/** The keys of three views: one batch after the other, jointly, and shuffled in replicas. */
class KeyBatchesTest extends SlowCopy {
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
    return new MomentumEncoder(
        manager, online, ALPHA, batches, 2, ReplicaStatistics.FIRST, new SingleUpdates());
  }

  private static float[] row(float[] embeddings, int row) {
    return Arrays.copyOfRange(embeddings, 128 * row, 128 * row + 128);
  }
}
