package seco.experiment;

import java.io.IOException;
import java.nio.file.Path;
import seco.InputException;
import seco.Paper;
import seco.lab.LabConfig;
import seco.lab.LabDataset;
import seco.lab.LabSplit;
import seco.probe.FeatureConfig;
import seco.probe.Segments;
import seco.run.Progress;
import seco.run.Scale;
import seco.video.FrameStore;

/**
 * Untrimmed lab videos: the same action two to four times, with idle stretches before, between and
 * after. They stand in for ActivityNet's. Of each video the stores hold the frames that its
 * protocol takes.
 */
@Paper(section = "Action Recognition and Untrimmed Activity Recognition")
public final class UntrimmedLab implements AutoCloseable {
  private static final int DESK_VIDEOS = 100;
  private static final int SMOKE_VIDEOS = 20;

  private final FrameStore train;
  private final FrameStore test;
  private final Segments trainSegments;
  private final Segments testSegments;

  private UntrimmedLab(Path folder) throws IOException {
    Path videos = LabData.videos(folder);
    trainSegments = Segments.read(videos.resolve("train.segments.csv"));
    testSegments = Segments.read(videos.resolve("test.segments.csv"));
    train = FrameStore.open(LabData.store(folder, LabSplit.TRAIN));
    test = FrameStore.open(LabData.store(folder, LabSplit.TEST));
  }

  /**
   * Opens the videos of a scale, and makes them first where they are missing.
   *
   * @param root folder of all data sets
   * @throws InputException for the paper's scale, at which there is no lab
   */
  public static UntrimmedLab open(
      Path root, Scale scale, double sceneBias, long seed, Progress progress) throws IOException {
    LabDataset trimmed = LabData.dataset(scale, sceneBias, seed);
    int videos = scale == Scale.SMOKE ? SMOKE_VIDEOS : DESK_VIDEOS;
    LabConfig config = trimmed.config();
    LabDataset dataset = new LabDataset(config, seed, videos, videos, 0, true);
    Path folder = root.resolve("untrimmed-" + LabData.name(dataset, scale));
    LabData.make(dataset, folder, FeatureConfig.activityNet().framesPerVideo(), progress);
    return new UntrimmedLab(folder);
  }

  /** The frames of the training videos. */
  public FrameStore train() {
    return train;
  }

  /** The frames of the test videos. */
  public FrameStore test() {
    return test;
  }

  /** Where the actions lie in the training videos. */
  public Segments trainSegments() {
    return trainSegments;
  }

  /** Where the actions lie in the test videos. */
  public Segments testSegments() {
    return testSegments;
  }

  @Override
  public void close() throws IOException {
    train.close();
    test.close();
  }
}
