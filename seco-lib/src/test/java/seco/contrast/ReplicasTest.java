package seco.contrast;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static seco.contrast.SmallEncoders.statistics;
import static seco.contrast.Vectors.assertClose;
import static seco.contrast.Vectors.doubles;
import static seco.contrast.Vectors.scaled;
import static seco.contrast.Vectors.sum;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import seco.model.Embeddings;
import seco.model.SecoEncoder;
import seco.tensor.Gradients;
import seco.tensor.NamedArrays;

/** R replicas of one network against R networks, each with its part of the batch. */
class ReplicasTest extends WithoutGradients {
  private static final int ROWS = 12;

  @Test
  void embed_threeReplicasInFloat64_equalThreeNetworks() {
    assertEqualsNetworks(DataType.FLOAT64, 3, ReplicaStatistics.FIRST, 1e-9, 1e-9);
    assertEqualsNetworks(DataType.FLOAT64, 3, ReplicaStatistics.MEAN, 1e-9, 1e-9);
  }

  @Test
  void embed_replicasInFloat32_equalNetworks() {
    assertEqualsNetworks(DataType.FLOAT32, 2, ReplicaStatistics.FIRST, 1e-5, 1e-3);
    assertEqualsNetworks(DataType.FLOAT32, 4, ReplicaStatistics.MEAN, 1e-5, 1e-3);
  }

  /** Two batches, so that the second begins with the statistics that the first has left. */
  private void assertEqualsNetworks(
      DataType type, int count, ReplicaStatistics statistics, double forward, double backward) {
    SecoEncoder encoder = encoder(type);
    List<SecoEncoder> networks = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      networks.add(encoder(type));
    }
    Replicas replicas = new Replicas(manager, encoder, count, statistics);
    for (int batch = 0; batch < 2; batch++) {
      NDArray images = images(batch, ROWS).toType(type, true);
      int[] part = {0};
      double[][] embeddings = new double[count][];
      Map<String, double[]> gradients = new TreeMap<>();
      for (SecoEncoder network : networks) {
        NDArray own = rows(images, part[0], count);
        embeddings[part[0]] = train(network, part[0], count, () -> network.embed(own, true));
        part[0]++;
        gradients(network)
            .forEach((name, g) -> gradients.merge(name, scaled(g, 1.0 / count), Vectors::sum));
      }
      double[] actual = train(encoder, 0, 1, () -> replicas.embed(images));
      replicas.settle();
      double[] expected = Arrays.stream(embeddings).flatMapToDouble(Arrays::stream).toArray();
      assertClose("embeddings", expected, actual, forward);
      Map<String, double[]> all = gradients(encoder);
      gradients.forEach((name, g) -> assertClose(name, g, all.get(name), backward));
      assertStatistics(networks, encoder, statistics, forward);
    }
  }

  private static void assertStatistics(
      List<SecoEncoder> networks, SecoEncoder encoder, ReplicaStatistics kept, double tolerance) {
    NamedArrays actual = statistics(encoder);
    assertTrue(actual.size() > 30, "statistics: " + actual.size());
    actual.forEach(
        (name, array) -> {
          double[] expected = doubles(statistics(networks.get(0)).get(name));
          if (kept == ReplicaStatistics.MEAN) {
            expected = new double[expected.length];
            for (SecoEncoder network : networks) {
              double[] own = doubles(statistics(network).get(name));
              expected = sum(expected, scaled(own, 1.0 / networks.size()));
            }
          }
          assertClose(name, expected, doubles(array), tolerance);
        });
  }

  @Test
  void embed_oneReplica_isTheEncoderToTheLastBit() {
    SecoEncoder plain = encoder(DataType.FLOAT32);
    SecoEncoder single = encoder(DataType.FLOAT32);
    Replicas replicas = new Replicas(manager, single, 1, ReplicaStatistics.MEAN);
    NDArray images = images(1, ROWS);
    float[] expected = plain.embed(images, true).order().toFloatArray();
    assertArrayEquals(expected, replicas.embed(images).order().toFloatArray());
    replicas.settle();
    plain
        .arrays()
        .forEach(
            (name, array) ->
                assertArrayEquals(
                    array.toFloatArray(), single.arrays().get(name).toFloatArray(), name));
  }

  @Test
  void embed_replicas_haveOtherStatisticsThanTheWholeBatch() {
    NDArray images = images(1, ROWS);
    float[] whole = encoder(DataType.FLOAT32).embed(images, true).inter().toFloatArray();
    Replicas replicas =
        new Replicas(manager, encoder(DataType.FLOAT32), 2, ReplicaStatistics.FIRST);
    float[] split = replicas.embed(images).inter().toFloatArray();
    double difference = 0;
    for (int i = 0; i < whole.length; i++) {
      difference = Math.max(difference, Math.abs(whole[i] - split[i]));
    }
    assertTrue(difference > 1e-3, "difference " + difference);
  }

  @Test
  void embed_batchThatDoesNotSplit_isRefused() {
    Replicas replicas =
        new Replicas(manager, encoder(DataType.FLOAT32), 5, ReplicaStatistics.FIRST);
    NDArray images = images(1, ROWS);
    String message =
        assertThrows(IllegalArgumentException.class, () -> replicas.embed(images)).getMessage();
    assertEquals("a batch of 12 does not split into 5 equal replicas", message);
  }

  @Test
  void constructor_noReplica_isRefused() {
    SecoEncoder encoder = encoder(DataType.FLOAT32);
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> new Replicas(manager, encoder, 0, ReplicaStatistics.FIRST))
            .getMessage();
    assertEquals("0 replicas: must be at least 1", message);
  }

  @Test
  void close_replicas_leavesTheEncoderOpen() {
    SecoEncoder encoder = encoder(DataType.FLOAT32);
    Replicas replicas = new Replicas(manager, encoder, 3, ReplicaStatistics.FIRST);
    replicas.close();
    assertEquals(new Shape(ROWS, 128), encoder.embed(images(1, ROWS), false).inter().getShape());
  }

  /**
   * Runs the mean over the batch of each row's product with a target backwards.
   *
   * @return inter, intra and order embeddings, row after row
   */
  private double[] train(
      SecoEncoder network, int part, int parts, java.util.function.Supplier<Embeddings> forward) {
    network.trainable().forEach((name, array) -> clear(array));
    NDArray targets = rows(targets().toType(type(network), true), part, parts);
    NDArray[] views = new NDArray[1];
    Gradients.backward(
        () -> {
          Embeddings e = forward.get();
          NDArray all = e.inter().concat(e.intra(), 1).concat(e.order(), 1); // (n, 384)
          views[0] = all;
          return all.mul(targets).sum(new int[] {1}).mean();
        },
        loss -> loss);
    return doubles(views[0]);
  }

  private static void clear(NDArray weight) {
    if (weight.hasGradient()) {
      weight.getGradient().subi(weight.getGradient());
    }
  }

  private static DataType type(SecoEncoder network) {
    return network.arrays().get("conv1.weight").getDataType();
  }

  private static Map<String, double[]> gradients(SecoEncoder network) {
    Map<String, double[]> gradients = new TreeMap<>();
    network
        .trainable()
        .only(name -> !name.startsWith("fc_order_classifier"))
        .forEach((name, array) -> gradients.put(name, doubles(array.getGradient())));
    return gradients;
  }

  private SecoEncoder encoder(DataType type) {
    return SmallEncoders.encoder(manager, type);
  }

  private static NDArray rows(NDArray array, int part, int parts) {
    long size = array.getShape().get(0) / parts;
    return array.get(new NDIndex("{}:{}", part * size, (part + 1) * size));
  }

  private NDArray targets() {
    return SmallEncoders.random(manager, 99, new Shape(ROWS, 384), 0);
  }

  /** Every row has another brightness, so that parts of a batch have other statistics. */
  private NDArray images(long seed, int rows) {
    NDArray brightness = SmallEncoders.random(manager, seed + 50, new Shape(rows, 1, 1, 1), 0);
    return SmallEncoders.images(manager, seed, rows, seed).add(brightness);
  }
}
