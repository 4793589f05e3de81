package seco.probe;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import seco.InputException;
import seco.dataset.BatchLoader;
import seco.dataset.BatchSource;
import seco.dataset.FrameBatch;
import seco.dataset.Normalisation;
import seco.dataset.VideoClips;
import seco.model.DualVarEncoder;
import seco.run.Progress;
import seco.tensor.Gradients;
import seco.video.FrameStore;

/**
 * Frozen features of clips: the pooled features before the heads, not normalised. Decoding runs
 * ahead of the network.
 */
public final class ClipExtractor {
  private static final int LOADERS = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);

  private final DualVarEncoder encoder;
  private final ClipConfig config;

  public ClipExtractor(DualVarEncoder encoder, ClipConfig config) {
    this.encoder = encoder;
    this.config = config;
  }

  /** Takes the features of a video's clips, row-major (clips, D). */
  @FunctionalInterface
  private interface Sink {
    void put(int video, float[] features) throws IOException;
  }

  /**
   * A row for each clip of each video, labelled by its video and named {@code path#clip}; {@link
   * FeatureSet#perVideo} makes the videos of them.
   *
   * @throws InputException if a frame is damaged, or a feature no number
   */
  public FeatureSet clips(FrameStore store, Map<String, String> card, Progress progress)
      throws IOException, InterruptedException {
    int perVideo = config.clips().count();
    int dimension = encoder.trunk().featureSize();
    float[] all =
        new float[Math.multiplyExact(Math.multiplyExact(store.size(), perVideo), dimension)];
    int[] labels = new int[store.size() * perVideo];
    List<String> names = new ArrayList<>();
    take(
        store,
        IntStream.range(0, store.size()).toArray(),
        (video, features) -> {
          System.arraycopy(features, 0, all, video * features.length, features.length);
          for (int clip = 0; clip < perVideo; clip++) {
            labels[video * perVideo + clip] = store.video(video).label();
            names.add(store.video(video).path() + "#" + clip);
          }
        },
        progress);
    return new FeatureSet(all, dimension, labels, names, card);
  }

  /** The rows of a feature file: of each video the mean over its clips. */
  public FeatureRows rows(FrameStore store) {
    return FeatureRows.clips(store, config.clips());
  }

  /**
   * Makes some chunks of a feature file of these {@link #rows}.
   *
   * @throws InputException if a frame is damaged, or a feature no number
   */
  public void make(FrameStore store, FeatureFile file, int[] chunks, Progress progress)
      throws IOException, InterruptedException {
    FeatureChunks division = file.chunks();
    int[] videos =
        IntStream.of(chunks)
            .flatMap(chunk -> IntStream.range(division.first(chunk), division.end(chunk)))
            .toArray();
    int dimension = encoder.trunk().featureSize();
    List<float[]> means = new ArrayList<>(); // of the chunk's videos so far
    take(
        store,
        videos,
        (video, features) -> {
          means.add(mean(features, dimension));
          int chunk = video / division.rowsPerChunk();
          if (video + 1 == division.end(chunk)) {
            file.put(chunk, joined(means, dimension));
            means.clear();
          }
        },
        progress);
  }

  private static float[] mean(float[] features, int dimension) {
    double[] sums = new double[dimension];
    for (int i = 0; i < features.length; i++) {
      sums[i % dimension] += features[i];
    }
    float[] mean = new float[dimension];
    for (int d = 0; d < dimension; d++) {
      mean[d] = (float) (sums[d] / (features.length / dimension));
    }
    return mean;
  }

  private static float[] joined(List<float[]> rows, int dimension) {
    float[] all = new float[rows.size() * dimension];
    for (int row = 0; row < rows.size(); row++) {
      System.arraycopy(rows.get(row), 0, all, row * dimension, dimension);
    }
    return all;
  }

  private void take(FrameStore store, int[] videos, Sink sink, Progress progress)
      throws IOException, InterruptedException {
    Gradients.off();
    VideoClips source =
        new VideoClips(store, config.clips(), config.width(), config.height(), config.pixels());
    BatchSource<FrameBatch> some = source.only(videos);
    try (NDManager manager = NDManager.newBaseManager();
        BatchLoader<FrameBatch> loader = new BatchLoader<>(some, 0, videos.length, LOADERS)) {
      Normalisation normalisation = new Normalisation(manager, config.pixels());
      for (int place = 0; place < videos.length; place++) {
        float[] features = features(manager, loader.next(), normalisation);
        requireNumbers(features, store.video(videos[place]).path());
        sink.put(videos[place], features);
        progress.at(place + 1L, videos.length);
      }
    }
  }

  /** Features (clips, D) of a video, row-major. */
  private float[] features(NDManager manager, FrameBatch batch, Normalisation normalisation) {
    long n = config.clips().count();
    long frames = config.clips().length();
    long pixels = config.pixels();
    try (NDManager scope = manager.newSubManager()) {
      NDArray images = batch.toTensor(scope, normalisation); // (n T, 3, S, S)
      NDArray clips = images.reshape(n, frames, 3, pixels, pixels).transpose(0, 2, 1, 3, 4);
      return encoder.features(clips, false).toFloatArray();
    }
  }

  private static void requireNumbers(float[] features, String video) {
    for (float value : features) {
      if (!Float.isFinite(value)) {
        throw new InputException(video + ": a feature is " + value);
      }
    }
  }
}
