package seco.track.vot;

import java.util.ArrayList;
import java.util.List;
import seco.InputException;
import seco.track.Box;

/**
 * A convex region.
 *
 * @param corners in their order around it
 */
public record Polygon(List<Corner> corners) {
  private static final double EPSILON = Math.ulp(1.0);

  public Polygon {
    corners = List.copyOf(corners);
  }

  /** A corner in pixels. */
  public record Corner(double x, double y) {
    private double distance(Corner other) {
      return Math.hypot(x - other.x, y - other.y);
    }
  }

  /** The region of x and y of each corner in turn. */
  public static Polygon of(double... numbers) {
    if (numbers.length < 6 || numbers.length % 2 != 0) {
      throw new InputException("a region of " + numbers.length + " numbers: x,y of each corner");
    }
    List<Corner> corners = new ArrayList<>();
    for (int i = 0; i < numbers.length; i += 2) {
      corners.add(new Corner(numbers[i], numbers[i + 1]));
    }
    return new Polygon(corners);
  }

  public static Polygon of(Box box) {
    double right = box.x() + box.width();
    double bottom = box.y() + box.height();
    return of(box.x(), box.y(), right, box.y(), right, bottom, box.x(), bottom);
  }

  /** Twice the area; negative where the corners go the other way round. */
  private double signedDouble() {
    double sum = 0;
    for (int i = 0; i < corners.size(); i++) {
      Corner a = corners.get(i);
      Corner b = corners.get((i + 1) % corners.size());
      sum += a.x() * b.y() - b.x() * a.y();
    }
    return sum;
  }

  public double area() {
    return Math.abs(signedDouble()) / 2;
  }

  /** What both regions have in common. */
  public Polygon intersection(Polygon other) {
    if (area() == 0 || other.area() == 0) {
      return new Polygon(List.of());
    }
    List<Corner> result = corners;
    int turn = other.signedDouble() < 0 ? -1 : 1;
    int n = other.corners.size();
    for (int i = 0; i < n && !result.isEmpty(); i++) {
      Corner from = other.corners.get(i);
      result = cut(result, from, other.corners.get((i + 1) % n), turn);
    }
    return new Polygon(result);
  }

  /** The part of a region on the inner side of a line. */
  private static List<Corner> cut(List<Corner> corners, Corner from, Corner to, int turn) {
    List<Corner> result = new ArrayList<>();
    Corner before = corners.get(corners.size() - 1);
    double sideBefore = side(before, from, to) * turn;
    for (Corner corner : corners) {
      double side = side(corner, from, to) * turn;
      if (side >= 0 != sideBefore >= 0) {
        double share = sideBefore / (sideBefore - side);
        result.add(
            new Corner(
                before.x() + share * (corner.x() - before.x()),
                before.y() + share * (corner.y() - before.y())));
      }
      if (side >= 0) {
        result.add(corner);
      }
      before = corner;
      sideBefore = side;
    }
    return result;
  }

  private static double side(Corner point, Corner from, Corner to) {
    return (to.x() - from.x()) * (point.y() - from.y())
        - (to.y() - from.y()) * (point.x() - from.x());
  }

  /** Intersection over union, 0..1. */
  public double overlap(Polygon other) {
    double common = intersection(other).area();
    double union = area() + other.area() - common;
    return Math.min(1, Math.max(0, common / (union + EPSILON)));
  }

  /** The part within a picture. */
  public Polygon within(double width, double height) {
    return intersection(of(0, 0, width, 0, width, height, 0, height));
  }

  /** The upright box of the same centre and about the same area, as VOT's toolkit takes it. */
  public Box toBox() {
    double left = corners.stream().mapToDouble(Corner::x).min().orElseThrow();
    double right = corners.stream().mapToDouble(Corner::x).max().orElseThrow();
    double top = corners.stream().mapToDouble(Corner::y).min().orElseThrow();
    double bottom = corners.stream().mapToDouble(Corner::y).max().orElseThrow();
    double sides =
        corners.get(0).distance(corners.get(1)) * corners.get(1).distance(corners.get(2));
    double scale = Math.sqrt(sides / ((right - left) * (bottom - top)));
    double width = scale * (right - left) + 1;
    double height = scale * (bottom - top) + 1;
    double centreX = corners.stream().mapToDouble(Corner::x).average().orElseThrow();
    double centreY = corners.stream().mapToDouble(Corner::y).average().orElseThrow();
    return new Box(centreX - width / 2, centreY - height / 2, width, height);
  }
}
