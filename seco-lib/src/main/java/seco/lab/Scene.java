package seco.lab;

import java.util.random.RandomGenerator;
import org.bytedeco.javacpp.indexer.DoubleIndexer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/** One instance of a kind of scene: a texture that repeats in both directions, seen by a camera. */
final class Scene implements AutoCloseable {
  /** Edge of the texture in frame widths. */
  static final int FRAMES_WIDE = 3;

  private static final double SMALLEST_ELEMENT = 10 / 64.0;
  private static final double LARGEST_ELEMENT = 18 / 64.0;
  private static final double LARGEST_ROTATION = Math.toRadians(8);
  private static final double[] MIDDLE = {132, 130, 128};

  private final Mat texture;
  private final double rotation;

  /**
   * Draws an instance.
   *
   * @param colours source of its two colours, which so are the same whatever the kind
   * @param random source of its shapes
   */
  Scene(SceneKind kind, LabConfig config, RandomGenerator colours, RandomGenerator random) {
    int pixels = config.pixels();
    int edge = FRAMES_WIDE * pixels;
    rotation = LARGEST_ROTATION * (2 * random.nextDouble() - 1);
    double element =
        pixels * (SMALLEST_ELEMENT + (LARGEST_ELEMENT - SMALLEST_ELEMENT) * random.nextDouble());
    double[] ground = colour(config, colours, -1);
    double[] mark = colour(config, colours, 1);
    if (colours.nextBoolean()) {
      double[] swap = ground;
      ground = mark;
      mark = swap;
    }
    texture = new Mat(edge, edge, opencv_core.CV_8UC3);
    switch (kind) {
      case VERTICAL_WAVES, HORIZONTAL_WAVES, CHECKER, ZIGZAG, TILES, BRICKS ->
          fillPattern(kind, element, ground, mark, random);
      case BLOTCHES, DISCS, RINGS, STICKS -> scatter(kind, element, ground, mark, random);
    }
  }

  /** A colour whose brightness lies on the given side of the middle by half the contrast. */
  private static double[] colour(LabConfig config, RandomGenerator random, int side) {
    double value = 0.5 + side * config.backgroundContrast() * (0.15 + 0.15 * random.nextDouble());
    double saturation = config.backgroundSaturation() * (0.4 + 0.6 * random.nextDouble());
    double[] free = Colours.hsv(random.nextDouble(), saturation, Math.min(1, value * 1.25));
    double[] fixed = Colours.scaled(MIDDLE, 1 + 0.5 * side * config.backgroundContrast());
    return Colours.pull(free, fixed, config.colourPull());
  }

  /** Patterns given by a function of the place; whole periods, so that the texture repeats. */
  private void fillPattern(
      SceneKind kind, double element, double[] ground, double[] mark, RandomGenerator random) {
    int edge = texture.rows();
    int periods = Math.max(2, 2 * (int) Math.round(edge / (2 * element)));
    double cell = edge / (double) periods;
    double waves = Math.max(1, Math.round(periods / (2 + 2 * random.nextDouble())));
    byte[] row = new byte[3 * edge];
    byte[] all = new byte[3 * edge * edge];
    for (int y = 0; y < edge; y++) {
      for (int x = 0; x < edge; x++) {
        double share = pattern(kind, x / cell, y / cell, edge / cell, waves);
        for (int c = 0; c < 3; c++) {
          row[3 * x + c] = (byte) Math.round(ground[c] + share * (mark[c] - ground[c]));
        }
      }
      System.arraycopy(row, 0, all, 3 * edge * y, row.length);
    }
    texture.data().put(all);
  }

  /**
   * How much of the mark's colour stands at a place, in cells; edges are a tenth of a cell soft.
   */
  private static double pattern(SceneKind kind, double u, double v, double cells, double waves) {
    return switch (kind) {
      case VERTICAL_WAVES -> stripe(u + 0.35 * Math.sin(2 * Math.PI * waves * v / cells));
      case HORIZONTAL_WAVES -> stripe(v + 0.35 * Math.sin(2 * Math.PI * waves * u / cells));
      case CHECKER -> {
        double a = 2 * stripe(u) - 1;
        double b = 2 * stripe(v) - 1;
        yield (1 + a * b) / 2;
      }
      case ZIGZAG -> stripe(v + Math.abs(u - 2 * Math.floor(u / 2) - 1) * 0.9);
      case TILES -> Math.max(joint(u), joint(v));
      default -> // bricks: every other row is moved by half a brick of two cells
          Math.max(joint(v), joint(u / 2 + 0.5 * Math.floorMod((long) Math.floor(v), 2)));
    };
  }

  /** A stripe a cell wide and a cell apart. */
  private static double stripe(double u) {
    double distance =
        Math.abs(u - 2 * Math.floor(u / 2) - 1); // 0 in the stripe's middle, 1 between
    return Math.max(0, Math.min(1, (0.5 - distance) / 0.1 + 0.5));
  }

  /** A thin line at each whole number. */
  private static double joint(double u) {
    double distance = Math.abs(u - Math.rint(u));
    return Math.max(0, Math.min(1, (0.08 - distance) / 0.04 + 0.5));
  }

  private void scatter(
      SceneKind kind, double element, double[] ground, double[] mark, RandomGenerator random) {
    int edge = texture.rows();
    try (Scalar fill = Colours.scalar(ground)) {
      texture.put(fill);
    }
    double spacing = kind == SceneKind.BLOTCHES ? 0.8 : 1.2;
    int count = (int) Math.round(Math.pow(edge / (spacing * element), 2));
    for (int i = 0; i < count; i++) {
      double x = edge * random.nextDouble();
      double y = edge * random.nextDouble();
      double size = element * (0.7 + 0.6 * random.nextDouble());
      double angle = Math.PI * random.nextDouble();
      double[] colour = Colours.pull(mark, ground, 0.35 * random.nextDouble());
      for (int dx = -edge; dx <= edge; dx += edge) {
        for (int dy = -edge; dy <= edge; dy += edge) {
          if (reaches(x + dx, size, edge) && reaches(y + dy, size, edge)) {
            draw(kind, x + dx, y + dy, size, angle, colour);
          }
        }
      }
    }
    if (kind == SceneKind.BLOTCHES) {
      try (Size automatic = new Size(0, 0)) {
        opencv_imgproc.GaussianBlur(
            texture, texture, automatic, element / 6, 0, opencv_core.BORDER_WRAP, 0);
      }
    }
  }

  private static boolean reaches(double at, double size, int edge) {
    return at > -2 * size && at < edge + 2 * size;
  }

  private void draw(
      SceneKind kind, double x, double y, double size, double angle, double[] colour) {
    switch (kind) {
      case DISCS -> Brush.disc(texture, x, y, 0.42 * size, colour);
      case RINGS -> Brush.ring(texture, x, y, 0.5 * size, 0.16 * size, colour);
      case STICKS -> {
        double dx = 0.8 * size * Math.cos(angle);
        double dy = 0.8 * size * Math.sin(angle);
        Brush.line(texture, x - dx, y - dy, x + dx, y + dy, 0.2 * size, colour);
      }
      default -> Brush.disc(texture, x, y, 0.55 * size, colour);
    }
  }

  /**
   * What the camera sees; the caller closes it.
   *
   * @param pixels edge of the view
   * @param x of the texture in its pixels that stands in the view's middle
   * @param scale texture pixels per pixel of the view
   */
  Mat view(int pixels, double x, double y, double scale) {
    Mat view = new Mat();
    double half = pixels / 2.0;
    double cos = scale * Math.cos(rotation);
    double sin = scale * Math.sin(rotation);
    try (Mat affine = new Mat(2, 3, opencv_core.CV_64F);
        DoubleIndexer matrix = affine.createIndexer();
        Size size = new Size(pixels, pixels);
        Scalar none = new Scalar(0.0)) {
      matrix.put(0, 0, cos).put(0, 1, -sin).put(0, 2, wrapped(x) - half * (cos - sin));
      matrix.put(1, 0, sin).put(1, 1, cos).put(1, 2, wrapped(y) - half * (sin + cos));
      opencv_imgproc.warpAffine(
          texture,
          view,
          affine,
          size,
          opencv_imgproc.INTER_LINEAR | opencv_imgproc.WARP_INVERSE_MAP,
          opencv_core.BORDER_WRAP,
          none);
    }
    return view;
  }

  private double wrapped(double at) {
    return at - texture.rows() * Math.floor(at / texture.rows());
  }

  @Override
  public void close() {
    texture.close();
  }
}
