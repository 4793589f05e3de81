package seco.probe;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import seco.InputException;
import seco.dataset.BatchLoader;
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

  /**
   * A row for each clip of each video, labelled by its video and named {@code path#clip}; {@link
   * FeatureSet#perVideo} makes the videos of them.
   *
   * @throws InputException if a frame is damaged, or a feature no number
   */
  public FeatureSet clips(FrameStore store, Map<String, String> card, Progress progress)
      throws IOException, InterruptedException {
    Gradients.off();
    int perVideo = config.clips().count();
    int dimension = encoder.trunk().featureSize();
    float[] all =
        new float[Math.multiplyExact(Math.multiplyExact(store.size(), perVideo), dimension)];
    int[] labels = new int[store.size() * perVideo];
    List<String> names = new ArrayList<>();
    VideoClips source =
        new VideoClips(store, config.clips(), config.width(), config.height(), config.pixels());
    try (NDManager manager = NDManager.newBaseManager();
        BatchLoader<FrameBatch> loader = new BatchLoader<>(source, 0, store.size(), LOADERS)) {
      Normalisation normalisation = new Normalisation(manager, config.pixels());
      for (int video = 0; video < store.size(); video++) {
        float[] features = features(manager, loader.next(), normalisation);
        requireNumbers(features, store.video(video).path());
        System.arraycopy(features, 0, all, video * features.length, features.length);
        for (int clip = 0; clip < perVideo; clip++) {
          labels[video * perVideo + clip] = store.video(video).label();
          names.add(store.video(video).path() + "#" + clip);
        }
        progress.at(video + 1L, store.size());
      }
    }
    return new FeatureSet(all, dimension, labels, names, card);
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
