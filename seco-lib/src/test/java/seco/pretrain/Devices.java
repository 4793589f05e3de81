package seco.pretrain;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import seco.contrast.KeyBatches;
import seco.contrast.MemoryQueue;
import seco.contrast.ReplicaStatistics;
import seco.dataset.SequenceBatch;
import seco.loss.SecoObjective;
import seco.loss.SecoObjective.Views;
import seco.loss.Task;
import seco.loss.Terms;
import seco.model.Embeddings;
import seco.model.PublishedNames;
import seco.model.SecoEncoder;
import seco.run.Seeds;
import seco.tensor.Gradients;
import seco.tensor.NamedArrays;

/**
 * A distributed step recomputed: R devices, each with an online and a key network of its own. The
 * keys are sent around in the step's order, encoded and gathered; gradients are averaged.
 */
final class Devices implements AutoCloseable {
  private final NDManager manager;
  private final PretrainConfig config;
  private final List<SecoEncoder> online = new ArrayList<>();
  private final List<SecoEncoder> slow = new ArrayList<>();
  private final int count;
  private final Map<String, double[]> gradients = new TreeMap<>();
  private float[] gathered = {};

  Devices(NDManager parent, PretrainConfig config, Learner start) {
    manager = parent.newSubManager();
    this.config = config;
    count = config.contrast().replicas();
    for (int d = 0; d < count; d++) {
      SecoEncoder network =
          SecoEncoder.create(
              manager, config.encoder().trunk(), config.encoder().heads(), new Random(d));
      network.arrays().copyFrom(start.online().arrays());
      online.add(network);
      slow.add(start.slow().frozenCopy(manager));
    }
  }

  /**
   * Forward and backward on every device, nothing updated but the statistics.
   *
   * @return the mean of the devices' losses
   */
  double step(long step, SequenceBatch batch, MemoryQueue memory) {
    Gradients.off();
    gradients.clear();
    int rows = (int) batch.query().getShape().get(0);
    int[] order = new Seeds(config.seed()).permutation(rows, "shuffle", step);
    List<NDArray> views = new ArrayList<>();
    for (NDArray view : Arrays.asList(batch.sameFrame(), batch.earlier(), batch.later())) {
      if (view != null) {
        views.add(view);
      }
    }
    // (head of inter, intra, order) of each view
    float[][][] keys = new float[views.size()][3][rows * 128];
    for (int d = 0; d < count; d++) {
      int[] own = Arrays.copyOfRange(order, d * rows / count, (d + 1) * rows / count);
      encode(slow.get(d), views, own, keys);
    }
    gathered = new float[views.size() * rows * 128];
    for (int v = 0; v < views.size(); v++) {
      System.arraycopy(keys[v][0], 0, gathered, v * rows * 128, rows * 128);
    }
    double total = 0;
    for (int d = 0; d < count; d++) {
      int[] own = new int[rows / count];
      int first = d * rows / count;
      Arrays.setAll(own, i -> first + i);
      total += loss(online.get(d), batch, keys, own, memory) / count;
    }
    return total;
  }

  private void encode(SecoEncoder network, List<NDArray> views, int[] own, float[][][] keys) {
    List<NDArray> images = views.stream().map(view -> rows(view, own)).toList();
    boolean joint = config.contrast().keys() == KeyBatches.JOINT && images.size() > 1;
    List<NDArray> batches = joint ? List.of(NDArrays.concat(new NDList(images))) : images;
    int view = 0;
    for (NDArray batch : batches) {
      Embeddings e = network.embed(batch, true);
      float[][] heads = {
        e.inter().toFloatArray(), e.intra().toFloatArray(), e.order().toFloatArray()
      };
      for (int at = 0; at < heads[0].length / 128; at += own.length, view++) {
        for (int head = 0; head < 3; head++) {
          for (int i = 0; i < own.length; i++) {
            System.arraycopy(heads[head], (at + i) * 128, keys[view][head], own[i] * 128, 128);
          }
        }
      }
    }
  }

  private double loss(
      SecoEncoder network, SequenceBatch batch, float[][][] keys, int[] own, MemoryQueue memory) {
    SecoObjective objective =
        new SecoObjective(
            config.tasks(),
            config.contrast().temperature(),
            config.contrast().intraTemperature(),
            config.contrast().intra());
    network.trainable().forEach((name, weight) -> clear(weight));
    NDArray images = rows(batch.query(), own);
    NDArray queryFirst = rows(batch.queryFirst(), own);
    Terms terms =
        Gradients.backward(
            () -> {
              Embeddings q = network.embed(images, true);
              NDArray[][] k = new NDArray[keys.length][3];
              for (int v = 0; v < k.length; v++) {
                for (int head = 0; head < 3; head++) {
                  NDArray all = manager.create(keys[v][head]).reshape(-1, 128);
                  k[v][head] = rows(all, own);
                }
              }
              if (config.tasks().contains(Task.FRAMES)) {
                return objective.evaluateFrames(q.inter(), k[0][0], memory.rows());
              }
              return objective.evaluate(
                  new Views(q.inter(), k[0][0], k[1][0], k[2][0]),
                  new Views(q.intra(), k[0][1], k[1][1], k[2][1]),
                  memory.rows(),
                  network.orderLogits(q.order(), k[1][2], k[2][2]),
                  queryFirst);
            },
            Terms::total);
    network.trainable().forEach(this::addGradient);
    return terms.total().getFloat();
  }

  private static void clear(NDArray weight) {
    if (weight.hasGradient()) {
      weight.getGradient().subi(weight.getGradient());
    }
  }

  private void addGradient(String name, NDArray weight) {
    if (config.tasks().contains(Task.FRAMES) && name.matches("fc_(intra|order).*")) {
      return; // no loss depends on it
    }
    double[] mean = gradients.computeIfAbsent(name, n -> new double[(int) weight.size()]);
    double[] own = Closeness.doubles(weight.getGradient().toFloatArray());
    for (int i = 0; i < mean.length; i++) {
      mean[i] += own[i] / count;
    }
  }

  private NDArray rows(NDArray array, int[] rows) {
    float[] values = array.toFloatArray();
    long[] shape = array.getShape().getShape().clone();
    int width = values.length / (int) shape[0];
    float[] chosen = new float[rows.length * width];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(values, rows[i] * width, chosen, i * width, width);
    }
    shape[0] = rows.length;
    return manager.create(chosen, new Shape(shape));
  }

  /** The mean over the devices of each weight's gradient. */
  Map<String, double[]> gradients() {
    return gradients;
  }

  double gradientNorm() {
    return Math.sqrt(
        gradients.values().stream().flatMapToDouble(Arrays::stream).map(g -> g * g).sum());
  }

  /** The keys of all devices as they enter the memory: all k1, all k2, all k3. */
  float[] gatheredKeys() {
    return gathered;
  }

  Map<String, double[]> onlineStatistics(ReplicaStatistics kept) {
    return statistics(online, kept);
  }

  Map<String, double[]> keyStatistics(ReplicaStatistics kept) {
    return statistics(slow, kept);
  }

  private static Map<String, double[]> statistics(
      List<SecoEncoder> networks, ReplicaStatistics kept) {
    int read = kept == ReplicaStatistics.FIRST ? 1 : networks.size();
    Map<String, double[]> statistics = new LinkedHashMap<>();
    for (SecoEncoder network : networks.subList(0, read)) {
      network
          .arrays()
          .only(PublishedNames::isStatistic)
          .forEach(
              (name, array) -> {
                double[] sum =
                    statistics.computeIfAbsent(name, n -> new double[(int) array.size()]);
                float[] own = array.toFloatArray();
                for (int i = 0; i < sum.length; i++) {
                  sum[i] += (double) own[i] / read;
                }
              });
    }
    return statistics;
  }

  /** The weights of the next step; the statistics stay each device's own. */
  void takeWeights(Learner learner) {
    NamedArrays fast = learner.online().arrays();
    NamedArrays slower = learner.slow().arrays();
    online.forEach(network -> network.trainable().copyFrom(fast));
    slow.forEach(network -> network.trainable().copyFrom(slower));
  }

  @Override
  public void close() {
    manager.close();
  }
}
