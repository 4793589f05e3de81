package seco.notebook;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import seco.display.Palette;
import seco.display.UnitCircle;
import seco.experiment.SegmentPoints;

/** Segments of clips on the unit circle, a colour for each video. */
public final class SegmentCircles {
  private static final Palette[] COLOURS = {
    Palette.BLUE, Palette.VERMILLION, Palette.GREEN, Palette.PURPLE
  };

  /** So near to each other, points of a video have one label. */
  private static final double NEAR = 9;

  private SegmentCircles() {}

  private record Point(double degrees, String name) {}

  /** A circle; beside a point stands the number of its segment, of both clips alike. */
  public static UnitCircle of(String title, SegmentPoints points) {
    UnitCircle circle = UnitCircle.titled(title);
    for (int video = 0; video < points.videos(); video++) {
      Palette colour = COLOURS[video % COLOURS.length];
      List<Point> own = points(points.degrees()[video]);
      own.forEach(point -> circle.point("", point.degrees, colour));
      labels(own).forEach(label -> circle.point(label.name, label.degrees, colour));
    }
    return circle;
  }

  private static List<Point> points(double[][] clips) {
    List<Point> points = new ArrayList<>();
    for (double[] clip : clips) {
      for (int segment = 0; segment < clip.length; segment++) {
        points.add(new Point(clip[segment], String.valueOf(segment + 1)));
      }
    }
    points.sort(Comparator.comparingDouble(Point::degrees));
    return points;
  }

  /** One for each group of points that lie together, at the first of them. */
  private static List<Point> labels(List<Point> sorted) {
    List<Point> labels = new ArrayList<>();
    int from = 0;
    for (int i = 1; i <= sorted.size(); i++) {
      if (i == sorted.size() || sorted.get(i).degrees - sorted.get(i - 1).degrees > NEAR) {
        List<Point> group = sorted.subList(from, i);
        TreeSet<String> names = new TreeSet<>();
        group.forEach(point -> names.add(point.name));
        labels.add(new Point(group.get(group.size() / 2).degrees, String.join(",", names)));
        from = i;
      }
    }
    return labels;
  }
}
