package seco.notebook;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import seco.display.Charts;
import seco.display.Points;
import seco.display.Spokes;
import seco.display.Tables;
import seco.probe.FeaturePlane;
import seco.probe.FeatureSet;

/** Clips of some videos in the plane in which they spread most, each tied to its video's mean. */
public final class ClipPlane {
  /** Width of a small chart's plane over its height. */
  private static final double ASPECT = 1.75;

  private ClipPlane() {}

  /**
   * The plane of one network; both axes have one scale.
   *
   * @param clips rows named {@code path#clip}; they are brought to unit length
   * @param videos how many of each class, the first ones
   * @param classes names of all labels
   * @param shown labels that are shown
   */
  public static XYChart of(
      String title, FeatureSet clips, List<String> classes, int videos, int... shown) {
    Map<String, List<Integer>> chosen = videos(clips, videos, shown);
    int[] rows = chosen.values().stream().flatMap(List::stream).mapToInt(i -> i).toArray();
    FeatureSet some = clips.rows(rows).normalised();
    FeaturePlane plane = FeaturePlane.of(some);
    int[] labels =
        Arrays.stream(some.labels())
            .map(label -> IntStream.range(0, shown.length).filter(k -> shown[k] == label).sum())
            .toArray();
    List<String> names = IntStream.of(shown).mapToObj(classes::get).toList();
    String axis = Tables.percent(plane.share()) + " % of the spread lies in this plane";
    XYChart chart = Charts.scatter(title, axis, "", Points.byLabel(plane.places(), labels, names));
    chart.getStyler().setMarkerSize(5);
    int from = 0;
    for (List<Integer> video : chosen.values()) {
      Spokes.star(chart, Arrays.copyOfRange(plane.places(), from, from + video.size()));
      from += video.size();
    }
    return scaled(chart, plane.places());
  }

  private static Map<String, List<Integer>> videos(FeatureSet clips, int most, int... shown) {
    Map<String, List<Integer>> chosen = new LinkedHashMap<>();
    for (int label : shown) {
      int taken = 0;
      for (int row = 0; row < clips.size(); row++) {
        String video = FeatureSet.videoOf(clips.names().get(row));
        boolean known = chosen.containsKey(video);
        if (clips.labels()[row] == label && (known || taken < most)) {
          taken += known ? 0 : 1;
          chosen.computeIfAbsent(video, name -> new ArrayList<>()).add(row);
        }
      }
    }
    return chosen;
  }

  private static XYChart scaled(XYChart chart, double[][] places) {
    double high = 0;
    for (double[] place : places) {
      high = Math.max(high, Math.max(Math.abs(place[1]), Math.abs(place[0]) / ASPECT));
    }
    high = high > 0 ? 1.05 * high : 1;
    chart.getStyler().setYAxisMin(-high).setYAxisMax(high);
    chart.getStyler().setXAxisMin(-ASPECT * high).setXAxisMax(ASPECT * high);
    return chart;
  }
}
