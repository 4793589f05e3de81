package seco.lab;

import java.util.random.RandomGenerator;
import org.bytedeco.opencv.opencv_core.Mat;

/** A small thing that moves through the picture behind the figure and means nothing. */
final class Distractor {
  private final boolean stick;
  private final double size;
  private final double angle;
  private final double fromX;
  private final double fromY;
  private final double toX;
  private final double toY;
  private final double[] colour;

  Distractor(RandomGenerator random) {
    stick = random.nextBoolean();
    size = 0.03 + 0.04 * random.nextDouble();
    angle = Math.PI * random.nextDouble();
    fromX = random.nextDouble();
    fromY = random.nextDouble();
    toX = fromX + 0.8 * (2 * random.nextDouble() - 1);
    toY = fromY + 0.4 * (2 * random.nextDouble() - 1);
    colour = Colours.random(random);
  }

  void draw(Mat canvas, double time) {
    double edge = canvas.cols();
    double x = edge * (fromX + (toX - fromX) * time);
    double y = edge * (fromY + (toY - fromY) * time);
    double r = edge * size;
    if (stick) {
      double dx = 1.5 * r * Math.cos(angle);
      double dy = 1.5 * r * Math.sin(angle);
      Brush.line(canvas, x - dx, y - dy, x + dx, y + dy, 0.8 * r, colour);
    } else {
      Brush.disc(canvas, x, y, r, colour);
    }
  }
}
