package seco.experiment;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import seco.InputException;
import seco.Paper;
import seco.model.SecoEncoder;
import seco.probe.FeatureConfig;
import seco.probe.FeatureExtractor;
import seco.probe.FeatureSet;
import seco.probe.LinearResult;
import seco.run.Progress;
import seco.video.FrameStore;

/** How many frames of a video the linear protocol needs, and which of them tell most. */
@Paper(section = "Action Recognition and Untrimmed Activity Recognition")
public final class FramesPerVideo {
  private FramesPerVideo() {}

  /**
   * Accuracy on the test videos with the mean of so many frames of each video.
   *
   * @param pixels of the square in the middle that the network sees
   * @param counts frames per video, spread uniformly; one is the first frame
   * @return an accuracy of the authors' machine for each count
   */
  public static double[] curve(
      SecoEncoder encoder,
      FrameStore train,
      FrameStore test,
      int pixels,
      int[] counts,
      Progress progress)
      throws IOException, InterruptedException {
    double[] top1 = new double[counts.length];
    long perFrame = train.size() + (long) test.size();
    long all = perFrame * Arrays.stream(counts).sum();
    long before = 0;
    for (int i = 0; i < counts.length; i++) {
      FeatureExtractor extractor =
          new FeatureExtractor(encoder, FeatureConfig.of(counts[i], pixels));
      long start = before;
      long middle = start + (long) counts[i] * train.size();
      FeatureSet fit =
          extractor.videos(train, Map.of(), (done, total) -> progress.at(start + done, all));
      FeatureSet held =
          extractor.videos(test, Map.of(), (done, total) -> progress.at(middle + done, all));
      top1[i] = LinearResult.of(fit, held).onTest();
      before += counts[i] * perFrame;
    }
    progress.at(all, all); // videos with fewer frames than asked for are done sooner
    return top1;
  }

  /**
   * Accuracy on the test videos with a single frame of each video: its first row, its second, ...
   *
   * @param train features of single frames, rows named {@code path#frame}, as many of each video
   * @param test likewise
   * @return an accuracy of the authors' machine for each place
   * @throws InputException if the videos differ in their numbers of rows
   */
  public static double[] alone(FeatureSet train, FeatureSet test) {
    List<int[]> fit = places(train);
    List<int[]> held = places(test);
    if (fit.size() != held.size()) {
      throw new InputException(
          fit.size() + " frames of each training video, " + held.size() + " of each test video");
    }
    double[] top1 = new double[fit.size()];
    for (int place = 0; place < top1.length; place++) {
      FeatureSet seen = train.rows(fit.get(place));
      top1[place] = LinearResult.of(seen, test.rows(held.get(place))).onTest();
    }
    return top1;
  }

  /** For each place in a video the numbers of the rows that have it. */
  private static List<int[]> places(FeatureSet frames) {
    Map<String, List<Integer>> videos = new LinkedHashMap<>();
    for (int row = 0; row < frames.size(); row++) {
      String video = FeatureSet.videoOf(frames.names().get(row));
      videos.computeIfAbsent(video, name -> new ArrayList<>()).add(row);
    }
    int count = videos.values().stream().mapToInt(List::size).max().orElse(0);
    videos.forEach((video, rows) -> requireCount(video, rows.size(), count));
    List<int[]> places = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int place = i;
      places.add(videos.values().stream().mapToInt(rows -> rows.get(place)).toArray());
    }
    return places;
  }

  private static void requireCount(String video, int rows, int count) {
    if (rows != count) {
      throw new InputException(
          video + ": " + rows + " frames where other videos have " + count + "; ask for fewer");
    }
  }
}
