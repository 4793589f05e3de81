package seco.probe;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import seco.Paper;
import seco.compile.FrozenTrunk;
import seco.compile.Precision;
import seco.dataset.BatchLoader;
import seco.dataset.CentreFrames;
import seco.dataset.FrameBatch;
import seco.dataset.Normalisation;
import seco.model.SecoEncoder;
import seco.run.Progress;
import seco.sample.UniformFrames;
import seco.tensor.Gradients;
import seco.video.FrameStore;

/**
 * Frozen features: the trunk's pooled features before the heads, not normalised. Decoding runs
 * ahead of the network.
 */
@Paper(section = "Action Recognition and Untrimmed Activity Recognition")
public final class FeatureExtractor {
  private static final int BATCH = 64;

  private final SecoEncoder encoder;
  private final FeatureConfig config;
  private final @Nullable Precision precision; // null: the blocks

  /** Features by the encoder's blocks. */
  public FeatureExtractor(SecoEncoder encoder, FeatureConfig config) {
    this(encoder, config, null);
  }

  /**
   * Features by the encoder's compiled trunk, which is faster than its blocks and differs in the
   * last digits, with bf16 in the third.
   *
   * @param precision in which the trunk computes; null for the blocks
   */
  public FeatureExtractor(
      SecoEncoder encoder, FeatureConfig config, @Nullable Precision precision) {
    this.encoder = encoder;
    this.config = config;
    this.precision = precision;
  }

  /** Features of every video: the mean over its frames. */
  public FeatureSet videos(FrameStore store, Map<String, String> card, Progress progress)
      throws IOException, InterruptedException {
    List<CentreFrames.Request> requests = new ArrayList<>();
    int[] counts = new int[store.size()];
    List<String> names = new ArrayList<>();
    for (int video = 0; video < store.size(); video++) {
      int[] frames = UniformFrames.indices(store.video(video).frames(), config.framesPerVideo());
      for (int frame : frames) {
        requests.add(new CentreFrames.Request(video, frame, video));
      }
      counts[video] = frames.length;
      names.add(store.video(video).path());
    }
    double[] sums = sums(store, requests, store.size(), progress);
    int dimension = encoder.trunk().featureSize();
    float[] means = new float[sums.length];
    for (int i = 0; i < sums.length; i++) {
      means[i] = (float) (sums[i] / counts[i / dimension]);
    }
    return new FeatureSet(means, dimension, store.labels(), names, card);
  }

  /**
   * Features of single frames, a row each, labelled by their video; names are {@code path#frame}.
   */
  public FeatureSet frames(FrameStore store, Map<String, String> card, Progress progress)
      throws IOException, InterruptedException {
    List<CentreFrames.Request> requests = new ArrayList<>();
    List<String> names = new ArrayList<>();
    List<Integer> labels = new ArrayList<>();
    for (int video = 0; video < store.size(); video++) {
      int[] frames = UniformFrames.indices(store.video(video).frames(), config.framesPerVideo());
      for (int frame : frames) {
        requests.add(new CentreFrames.Request(video, frame, requests.size()));
        names.add(store.video(video).path() + "#" + store.video(video).sourceIndices()[frame]);
        labels.add(store.video(video).label());
      }
    }
    double[] sums = sums(store, requests, requests.size(), progress);
    float[] values = new float[sums.length];
    for (int i = 0; i < sums.length; i++) {
      values[i] = (float) sums[i];
    }
    int[] rowLabels = labels.stream().mapToInt(Integer::intValue).toArray();
    return new FeatureSet(values, encoder.trunk().featureSize(), rowLabels, names, card);
  }

  private double[] sums(
      FrameStore store, List<CentreFrames.Request> requests, int rows, Progress progress)
      throws IOException, InterruptedException {
    Gradients.off();
    int dimension = encoder.trunk().featureSize();
    double[] sums = new double[Math.multiplyExact(rows, dimension)];
    CentreFrames source = new CentreFrames(store, requests, BATCH, config.edge(), config.pixels());
    int loaders = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    long done = 0;
    try (NDManager manager = NDManager.newBaseManager();
        FrozenTrunk trunk =
            precision == null ? null : new FrozenTrunk(manager, encoder, precision);
        BatchLoader<FrameBatch> loader = new BatchLoader<>(source, 0, source.batches(), loaders)) {
      Normalisation normalisation = new Normalisation(manager, config.pixels());
      for (int number = 0; number < source.batches(); number++) {
        FrameBatch batch = loader.next();
        try (NDManager scope = manager.newSubManager()) {
          NDArray images = batch.toTensor(scope, normalisation);
          NDArray features = // (N, D)
              trunk == null ? encoder.features(images, false) : trunk.features(images);
          float[] values = features.toFloatArray();
          for (int i = 0; i < values.length; i++) {
            sums[batch.row(i / dimension) * dimension + i % dimension] += values[i];
          }
        }
        done += batch.size();
        progress.at(done, requests.size());
      }
    }
    return sums;
  }
}
