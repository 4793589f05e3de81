package seco.finetune;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import seco.InputException;
import seco.dataset.BatchLoader;
import seco.dataset.FrameBatch;
import seco.dataset.Normalisation;
import seco.dataset.VideoClips;
import seco.run.Progress;
import seco.sample.SpacedClips;
import seco.tensor.Gradients;
import seco.video.FrameStore;

/**
 * DualVar's test of a fine-tuned network: ten clips spread over a video, the square in the middle
 * of their frames, and the mean of their softmax vectors.
 */
final class ClipTest {
  /** Clips of a video. */
  static final int CLIPS = 10;

  private static final int LOADERS = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);

  private final ClipTuningConfig config;
  private final ClipClassifier classifier;

  ClipTest(ClipTuningConfig config, ClipClassifier classifier) {
    this.config = config;
    this.classifier = classifier;
  }

  VideoScores scores(FrameStore store, Progress progress) throws IOException, InterruptedException {
    Gradients.off();
    int classes = config.classes();
    SpacedClips clips = new SpacedClips(CLIPS, config.frames().length(), config.frames().stride());
    VideoClips source =
        new VideoClips(
            store,
            clips,
            config.augmentation().width(),
            config.augmentation().height(),
            config.pixels());
    float[] all = new float[store.size() * classes];
    try (NDManager manager = NDManager.newBaseManager();
        BatchLoader<FrameBatch> loader = new BatchLoader<>(source, 0, store.size(), LOADERS)) {
      Normalisation normalisation = new Normalisation(manager, config.pixels());
      for (int video = 0; video < store.size(); video++) {
        float[] mean = mean(manager, loader.next(), normalisation);
        requireFinite(mean, store.video(video).path());
        System.arraycopy(mean, 0, all, video * classes, classes);
        progress.at(video + 1L, store.size());
      }
    }
    return new VideoScores(all, classes, store.labels());
  }

  /** The mean softmax vector (C) of a video's clips. */
  private float[] mean(NDManager manager, FrameBatch batch, Normalisation normalisation) {
    try (NDManager scope = manager.newSubManager()) {
      NDArray images = batch.toTensor(scope, normalisation);
      NDArray clips = ClipClassifier.clips(images, config.frames().length());
      return classifier.scores(clips, false).softmax(1).mean(new int[] {0}).toFloatArray();
    }
  }

  private static void requireFinite(float[] values, String video) {
    for (float value : values) {
      if (!Float.isFinite(value)) {
        throw new InputException(video + ": a score is " + value + ", the network has diverged");
      }
    }
  }
}
