package seco.experiment;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import seco.InputException;
import seco.lab.LabConfig;
import seco.lab.LabDataset;
import seco.lab.LabSplit;
import seco.lab.LabTruth;
import seco.run.Hashes;
import seco.run.Progress;
import seco.run.Scale;
import seco.run.Settings;
import seco.video.FrameStore;
import seco.video.FrameStoreConfig;
import seco.video.FrameStoreWriter;
import seco.video.VideoList;

/**
 * A lab data set with the frame stores of its parts and its truth. What is there already is used as
 * it is; what is missing is made, and an interrupted making goes on at the next call.
 */
public final class LabData implements AutoCloseable {
  private static final int EDGE = 128;
  private static final int JPEG_QUALITY = 95;

  private final Path folder;
  private final LabDataset dataset;
  private final FrameStore train;
  private final FrameStore test;
  private final FrameStore stills;
  private final LabTruth truth;

  private LabData(Path folder, LabDataset dataset) throws IOException {
    this.folder = folder;
    this.dataset = dataset;
    train = FrameStore.open(store(folder, LabSplit.TRAIN));
    test = FrameStore.open(store(folder, LabSplit.TEST));
    stills = FrameStore.open(store(folder, LabSplit.STILLS));
    truth = LabTruth.read(videos(folder).resolve("truth.csv"));
  }

  /**
   * Opens the data set of a scale, and makes it first where it is missing.
   *
   * @param root folder of all data sets; this one gets a folder there whose name says its scale,
   *     scene bias and seed, and ends in a fingerprint of all its knobs
   * @param sceneBias share of videos whose scene belongs to their action, 0..1
   * @param seed of all randomness
   * @throws InputException for the paper's scale, at which there is no lab
   */
  public static LabData open(Path root, Scale scale, double sceneBias, long seed, Progress progress)
      throws IOException {
    LabDataset dataset = dataset(scale, sceneBias, seed);
    Path folder = root.resolve(name(dataset, scale));
    make(dataset, folder, 0, progress);
    return new LabData(folder, dataset);
  }

  /** What a scale's data set consists of. */
  static LabDataset dataset(Scale scale, double sceneBias, long seed) {
    LabConfig config = LabConfig.standard().withSceneBias(sceneBias);
    return switch (scale) {
      case SMOKE ->
          new LabDataset(config.with("pixels", 64).with("frames", 16), seed, 20, 20, 20, false);
      case DESK -> new LabDataset(config, seed, 400, 400, 1600, false);
      case PAPER ->
          throw new InputException(
              "scale 'paper': there is no lab of that size, choose smoke or desk, or real videos");
    };
  }

  /** The folder of a data set. */
  static String name(LabDataset dataset, Scale scale) {
    double bias = dataset.config().sceneBias();
    String knobs = Hashes.ofText(Settings.toJson(dataset)).substring(0, 8);
    return String.format(
        Locale.ROOT, "lab-%s-bias%.2f-seed%d-%s", scale.id(), bias, dataset.seed(), knobs);
  }

  /**
   * Makes videos and stores of all parts that have videos.
   *
   * @param frames kept of each video; 0 for all
   */
  static void make(LabDataset dataset, Path folder, int frames, Progress progress)
      throws IOException {
    int workers = Runtime.getRuntime().availableProcessors();
    long videos = dataset.train() + dataset.test() + dataset.stills();
    dataset.write(videos(folder), workers, (done, total) -> progress.at(done, 2 * videos));
    long before = videos;
    for (LabSplit split : LabSplit.values()) {
      if (dataset.count(split) == 0) {
        continue;
      }
      Path file = videos(folder).resolve(split.path() + ".txt");
      FrameStoreConfig config = new FrameStoreConfig(frames, EDGE, JPEG_QUALITY);
      long start = before;
      new FrameStoreWriter(VideoList.read(file), videos(folder), config, false)
          .write(
              store(folder, split),
              workers,
              (done, total) -> progress.at(start + done, 2 * videos));
      before += dataset.count(split);
    }
  }

  static Path videos(Path folder) {
    return folder.resolve("lab");
  }

  static Path store(Path folder, LabSplit split) {
    return folder.resolve(split.path() + ".frames");
  }

  /** The folder that holds the videos and the stores. */
  public Path folder() {
    return folder;
  }

  /** The data set's knobs and sizes. */
  public LabDataset dataset() {
    return dataset;
  }

  /** The folder of the video files; the lists' paths are relative to it. */
  public Path videos() {
    return videos(folder);
  }

  /** The frames of the training videos. */
  public FrameStore train() {
    return train;
  }

  /** The frames of the test videos. */
  public FrameStore test() {
    return test;
  }

  /** The stills: one frame each of other videos. */
  public FrameStore stills() {
    return stills;
  }

  /** The known factors of all videos. */
  public LabTruth truth() {
    return truth;
  }

  @Override
  public void close() throws IOException {
    train.close();
    test.close();
    stills.close();
  }
}
