package seco.experiment;

import java.io.IOException;
import java.util.stream.IntStream;
import seco.Paper;
import seco.probe.FeatureConfig;
import seco.probe.FeaturePair;
import seco.probe.FeatureRows;
import seco.probe.FeatureSet;
import seco.run.Progress;
import seco.video.FrameStore;

/**
 * Features of untrimmed lab videos, in the paper's way and in two others.
 *
 * @param name of the network, with which the names of the pairs begin
 * @param network that gives the features
 * @param lab the videos
 * @param how many frames of each, and of which size
 */
@Paper(section = "Action Recognition and Untrimmed Activity Recognition")
public record UntrimmedFeatures(
    String name, FrozenNetwork network, UntrimmedLab lab, FeatureConfig how) {

  /** A row for each video, the mean over the whole of it: the paper's on ActivityNet. */
  public FeaturePair whole(Progress progress) throws IOException, InterruptedException {
    long train = frames(videos(lab.train()));
    long all = train + frames(videos(lab.test()));
    return new FeaturePair(
        name + ", whole videos",
        network.videos(lab.train(), how, (done, total) -> progress.at(done, all)),
        network.videos(lab.test(), how, (done, total) -> progress.at(train + done, all)));
  }

  /** A row for each annotated segment, the mean over its frames. */
  public FeaturePair segments(Progress progress) throws IOException, InterruptedException {
    int most = how.framesPerVideo();
    long train = frames(FeatureRows.segments(lab.train(), most, lab.trainSegments()));
    long all = train + frames(FeatureRows.segments(lab.test(), most, lab.testSegments()));
    Progress first = (done, total) -> progress.at(done, all);
    Progress second = (done, total) -> progress.at(train + done, all);
    return new FeaturePair(
        name + ", segments",
        network.segments(lab.train(), lab.trainSegments(), how, first),
        network.segments(lab.test(), lab.testSegments(), how, second));
  }

  /** A row for each video, the mean over the frames in which the action is not done. */
  public FeaturePair idle(Progress progress) throws IOException, InterruptedException {
    long train = frames(videos(lab.train()));
    long all = train + frames(videos(lab.test()));
    FeatureSet seen = network.frames(lab.train(), how, (done, total) -> progress.at(done, all));
    FeatureSet held =
        network.frames(lab.test(), how, (done, total) -> progress.at(train + done, all));
    return new FeaturePair(
        name + ", idle frames",
        new SegmentFrames(lab.train(), lab.trainSegments()).idle(seen),
        new SegmentFrames(lab.test(), lab.testSegments()).idle(held));
  }

  private FeatureRows videos(FrameStore store) {
    return FeatureRows.videos(store, how.framesPerVideo());
  }

  private static long frames(FeatureRows rows) {
    return IntStream.range(0, rows.size()).mapToLong(i -> rows.row(i).frames().length).sum();
  }
}
