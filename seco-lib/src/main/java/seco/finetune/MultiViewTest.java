package seco.finetune;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import seco.InputException;
import seco.Paper;
import seco.compile.FrozenTrunk;
import seco.compile.Precision;
import seco.dataset.BatchLoader;
import seco.dataset.CentreFrames;
import seco.dataset.FrameBatch;
import seco.dataset.Normalisation;
import seco.dataset.ThreeCrops;
import seco.run.Progress;
import seco.tensor.Gradients;
import seco.video.FrameStore;

/**
 * The test of a fine-tuned network: the scores of a video are the mean over its views, without
 * dropout, all batch norms applying their running statistics.
 */
@Paper(section = "Action Recognition and Untrimmed Activity Recognition", table = 3)
public final class MultiViewTest {
  private static final int FRAMES = 16; // of a batch, three squares each
  private static final int LOADERS = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);

  private final FineTuningConfig config;
  private final TsnClassifier classifier;

  /** A test of a network as it stands now. */
  public MultiViewTest(FineTuningConfig config, TsnClassifier classifier) {
    this.config = config;
    this.classifier = classifier;
  }

  /**
   * The scores of a store's videos.
   *
   * @throws InputException if a frame is damaged, a label is beyond the classes, a score is no
   *     number, or the views need frames that the store has not kept
   */
  public VideoScores scores(FrameStore store, TestViews views, Progress progress)
      throws IOException, InterruptedException {
    Gradients.off();
    if (store.classes() > config.classes()) {
      throw new InputException(
          "%s: has labels up to %d, the classifier %d classes"
              .formatted(store.folder(), store.classes() - 1, config.classes()));
    }
    List<CentreFrames.Request> requests = views.requests(store);
    float[] values = scores(features(store, requests, store.size(), progress), store.size());
    requireFinite(values, store);
    return new VideoScores(values, config.classes(), store.labels());
  }

  /**
   * The scores of single frames of one video, each the mean over its three squares.
   *
   * @param frames numbers in the video
   * @return (frames, classes)
   */
  public double[][] frames(FrameStore store, int video, int... frames)
      throws IOException, InterruptedException {
    Gradients.off();
    List<CentreFrames.Request> requests = new ArrayList<>();
    for (int row = 0; row < frames.length; row++) {
      requests.add(new CentreFrames.Request(video, frames[row], row));
    }
    float[] features = features(store, requests, frames.length, Progress.SILENT);
    float[] values = scores(features, frames.length);
    double[][] scores = new double[frames.length][config.classes()];
    for (int i = 0; i < values.length; i++) {
      scores[i / config.classes()][i % config.classes()] = values[i];
    }
    return scores;
  }

  /** Scores of features (rows, D). */
  private float[] scores(float[] features, int rows) {
    try (NDManager manager = NDManager.newBaseManager()) {
      Shape shape = new Shape(rows, config.trunk().featureSize());
      return classifier.scores(manager.create(features, shape)).toFloatArray();
    }
  }

  /** The mean features of each row over its views; as the classifier is linear, its scores' too. */
  private float[] features(
      FrameStore store, List<CentreFrames.Request> requests, int rows, Progress progress)
      throws IOException, InterruptedException {
    int size = config.trunk().featureSize();
    double[] sums = new double[Math.multiplyExact(rows, size)];
    int[] counts = new int[rows];
    CentreFrames.Plan plan = CentreFrames.listed(requests, FRAMES);
    ThreeCrops source = new ThreeCrops(store, plan, config.testPixels());
    Precision precision = config.precision();
    try (NDManager manager = NDManager.newBaseManager();
        FrozenTrunk trunk =
            precision == null ? null : new FrozenTrunk(manager, classifier.encoder(), precision);
        BatchLoader<FrameBatch> loader = new BatchLoader<>(source, 0, plan.batches(), LOADERS)) {
      Normalisation normalisation = new Normalisation(manager, config.testPixels());
      for (int number = 0; number < plan.batches(); number++) {
        FrameBatch batch = loader.next();
        float[] values = features(manager, trunk, batch, normalisation);
        for (int row = 0; row < batch.size(); row++) {
          add(values, row * size, sums, batch.row(row) * size, size);
          counts[batch.row(row)]++;
        }
        progress.at(Math.min((number + 1L) * FRAMES, requests.size()), requests.size());
      }
    }
    float[] means = new float[sums.length];
    for (int i = 0; i < means.length; i++) {
      means[i] = (float) (sums[i] / counts[i / size]);
    }
    return means;
  }

  private static void add(float[] values, int from, double[] sums, int to, int size) {
    for (int i = 0; i < size; i++) {
      sums[to + i] += values[from + i];
    }
  }

  private float[] features(
      NDManager manager,
      @Nullable FrozenTrunk trunk,
      FrameBatch batch,
      Normalisation normalisation) {
    try (NDManager scope = manager.newSubManager()) {
      NDArray images = batch.toTensor(scope, normalisation);
      NDArray features =
          trunk == null ? classifier.encoder().features(images, false) : trunk.features(images);
      return features.toFloatArray();
    }
  }

  private void requireFinite(float[] values, FrameStore store) {
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        String path = store.video(i / config.classes()).path();
        throw new InputException(path + ": a score is " + values[i] + ", the network has diverged");
      }
    }
  }
}
