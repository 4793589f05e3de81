package seco.display;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;

/**
 * A picture of embeddings of two numbers: points on the unit circle and arrows that start at them.
 */
public final class UnitCircle {
  private static final double RADIUS = 0.33; // of the picture's edge
  private static final double LONGEST_ARROW = 0.5; // of the radius

  private String title;
  private final List<Point> points = new ArrayList<>();
  private final List<Arrow> arrows = new ArrayList<>();

  private record Point(String name, double degrees, Palette colour) {}

  private record Arrow(double degrees, double x, double y, Palette colour) {}

  private UnitCircle(String title) {
    this.title = title;
  }

  /** A circle without points. */
  public static UnitCircle titled(String title) {
    return new UnitCircle(title);
  }

  /** Gives the circle another title. */
  public UnitCircle renamed(String title) {
    this.title = title;
    return this;
  }

  /**
   * Adds a point.
   *
   * @param name written beside it; may be empty
   * @param degrees anticlockwise from the right
   */
  public UnitCircle point(String name, double degrees, Palette colour) {
    points.add(new Point(name, degrees, colour));
    return this;
  }

  /** Adds points under one name, which is written beside each. */
  public UnitCircle points(String name, double[] degrees, Palette colour) {
    for (double angle : degrees) {
      point(name, angle, colour);
    }
    return this;
  }

  /**
   * Adds an arrow from the point at an angle.
   *
   * @param vector x to the right and y up; arrows keep their proportions, the longest of a picture
   *     fits it
   */
  public UnitCircle arrow(double degrees, double[] vector, Palette colour) {
    arrows.add(new Arrow(degrees, vector[0], vector[1], colour));
    return this;
  }

  /**
   * Circles side by side, their arrows on one scale.
   *
   * @param pixels edge of each
   */
  public static BufferedImage row(int pixels, List<UnitCircle> circles) {
    double longest =
        circles.stream()
            .flatMap(circle -> circle.arrows.stream())
            .mapToDouble(arrow -> Math.hypot(arrow.x, arrow.y))
            .max()
            .orElse(1);
    BufferedImage image =
        new BufferedImage(pixels * circles.size(), pixels, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    g.setColor(Color.WHITE);
    g.fillRect(0, 0, image.getWidth(), image.getHeight());
    for (int i = 0; i < circles.size(); i++) {
      Painter painter = new Painter(g, (i + 0.5) * pixels, 0.53 * pixels, RADIUS * pixels);
      painter.paint(circles.get(i), longest > 0 ? LONGEST_ARROW / longest : 0, pixels);
    }
    g.dispose();
    return image;
  }

  /** One circle's place in the picture. */
  private record Painter(Graphics2D g, double x, double y, double radius) {
    void paint(UnitCircle circle, double scale, int pixels) {
      int size = Math.max(9, pixels / 24);
      g.setColor(Palette.GREY);
      g.setStroke(new BasicStroke(1.2f));
      g.draw(new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius));
      g.setFont(Look.font(Font.BOLD, size));
      g.setColor(Palette.INK);
      text(circle.title, x, 0.9 * size);
      g.setFont(Look.font(Font.PLAIN, size));
      for (Arrow arrow : circle.arrows) {
        arrow(arrow, scale, pixels / 160f);
      }
      for (Point point : circle.points) {
        point(point, pixels / 50.0);
      }
    }

    private double across(double degrees, double length) {
      return x + radius * length * Math.cos(Math.toRadians(degrees));
    }

    private double down(double degrees, double length) {
      return y - radius * length * Math.sin(Math.toRadians(degrees));
    }

    private void point(Point point, double size) {
      double px = across(point.degrees, 1);
      double py = down(point.degrees, 1);
      g.setColor(point.colour.colour());
      g.fill(new Ellipse2D.Double(px - size / 2, py - size / 2, size, size));
      g.setColor(Palette.INK);
      text(point.name, across(point.degrees, 1.16), down(point.degrees, 1.16));
    }

    private void arrow(Arrow arrow, double scale, float width) {
      double fromX = across(arrow.degrees, 1);
      double fromY = down(arrow.degrees, 1);
      double dx = arrow.x * scale * radius;
      double dy = -arrow.y * scale * radius;
      double length = Math.hypot(dx, dy);
      if (length < 1) {
        return; // shorter than a pixel
      }
      g.setColor(arrow.colour.colour());
      g.setStroke(new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
      g.draw(new Line2D.Double(fromX, fromY, fromX + dx, fromY + dy));
      double head = Math.min(length, 4.5 * width);
      double ux = dx / length * head;
      double uy = dy / length * head;
      Path2D tip = new Path2D.Double();
      tip.moveTo(fromX + dx + ux / 3, fromY + dy + uy / 3);
      tip.lineTo(fromX + dx - ux - uy / 2, fromY + dy - uy + ux / 2);
      tip.lineTo(fromX + dx - ux + uy / 2, fromY + dy - uy - ux / 2);
      tip.closePath();
      g.fill(tip);
    }

    private void text(String text, double middleX, double middleY) {
      FontMetrics metrics = g.getFontMetrics();
      float left = (float) (middleX - metrics.stringWidth(text) / 2.0);
      float base = (float) (middleY + (metrics.getAscent() - metrics.getDescent()) / 2.0);
      g.drawString(text, left, base);
    }
  }
}
