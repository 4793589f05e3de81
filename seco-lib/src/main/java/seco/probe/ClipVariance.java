package seco.probe;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How the clips of a set spread: about their videos' means, and these about the mean of all. Both
 * together are the mean squared distance of all clips from the mean of all, where the videos have
 * equally many.
 *
 * @param within mean squared distance of a clip from the mean of its video
 * @param between mean squared distance of a video's mean from the mean of all
 */
public record ClipVariance(double within, double between) {
  /**
   * The spread of clips as they are given; of features of unit length it does not depend on their
   * scale.
   *
   * @param clips rows named {@code path#clip}
   */
  public static ClipVariance of(FeatureSet clips) {
    Map<String, List<Integer>> videos = new LinkedHashMap<>();
    for (int i = 0; i < clips.size(); i++) {
      String video = FeatureSet.videoOf(clips.names().get(i));
      videos.computeIfAbsent(video, name -> new ArrayList<>()).add(i);
    }
    double[] middle = Centring.mean(clips.perVideo());
    double within = 0;
    double between = 0;
    for (List<Integer> rows : videos.values()) {
      FeatureSet own = clips.rows(rows.stream().mapToInt(Integer::intValue).toArray());
      double[] mean = Centring.mean(own);
      double spread = 0;
      for (int i = 0; i < own.size(); i++) {
        spread += squaredDistance(own, i, mean);
      }
      within += spread / own.size();
      for (int d = 0; d < mean.length; d++) {
        between += (mean[d] - middle[d]) * (mean[d] - middle[d]);
      }
    }
    return new ClipVariance(within / videos.size(), between / videos.size());
  }

  private static double squaredDistance(FeatureSet clips, int row, double[] point) {
    double sum = 0;
    for (int d = 0; d < point.length; d++) {
      double difference = clips.values()[row * point.length + d] - point[d];
      sum += difference * difference;
    }
    return sum;
  }

  /** The share of the first in both: 0 where every video is one point. */
  public double withinShare() {
    return within / (within + between);
  }
}
