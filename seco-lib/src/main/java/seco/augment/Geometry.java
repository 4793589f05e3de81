package seco.augment;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Size;

/** Crops, sizes, blur and mirror of RGB matrices. */
public final class Geometry {
  private static final int ATTEMPTS = 10;
  private static final double MILD_SHRINKING = 1.5;

  private Geometry() {}

  /**
   * A part of a picture.
   *
   * @param left first column
   * @param top first row
   */
  public record Crop(int left, int top, int width, int height) {}

  /**
   * A random crop as torchvision draws it: area a uniform share of the picture's, aspect
   * log-uniform in 3/4..4/3; where ten attempts do not fit, the largest centred crop of a permitted
   * aspect.
   */
  public static Crop randomCrop(int width, int height, double minimumArea, RandomGenerator random) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      double area = width * (double) height * between(random, minimumArea, 1);
      double aspect = Math.exp(between(random, Math.log(3 / 4.0), Math.log(4 / 3.0)));
      int w = (int) Math.round(Math.sqrt(area * aspect));
      int h = (int) Math.round(Math.sqrt(area / aspect));
      if (w > 0 && w <= width && h > 0 && h <= height) {
        return new Crop(random.nextInt(width - w + 1), random.nextInt(height - h + 1), w, h);
      }
    }
    double aspect = Math.max(3 / 4.0, Math.min(4 / 3.0, width / (double) height));
    int w = Math.min(width, (int) Math.round(height * aspect));
    int h = Math.min(height, (int) Math.round(width / aspect));
    return new Crop((width - w) / 2, (height - h) / 2, w, h);
  }

  private static double between(RandomGenerator random, double low, double high) {
    return low + (high - low) * random.nextDouble();
  }

  /** A crop resized to a square of {@code pixels}; the caller closes it. */
  public static Mat resizedCrop(Mat picture, Crop crop, int pixels) {
    try (Rect area = new Rect(crop.left, crop.top, crop.width, crop.height);
        Mat part = new Mat(picture, area)) {
      return resize(part, pixels, pixels);
    }
  }

  /**
   * The picture resized; the caller closes it. Where it shrinks much, areas are averaged, else
   * neighbours interpolated, which costs a quarter.
   */
  public static Mat resize(Mat picture, int width, int height) {
    Mat resized = new Mat();
    try (Size size = new Size(width, height)) {
      boolean shrinks =
          picture.cols() > MILD_SHRINKING * width && picture.rows() > MILD_SHRINKING * height;
      int method = shrinks ? opencv_imgproc.INTER_AREA : opencv_imgproc.INTER_LINEAR;
      opencv_imgproc.resize(picture, resized, size, 0, 0, method);
    }
    return resized;
  }

  /**
   * The evaluation's view: the shorter edge resized to {@code edge}, then the square of {@code
   * pixels} in the middle; the caller closes it.
   */
  public static Mat centreCrop(Mat picture, int edge, int pixels) {
    double factor = edge / (double) Math.min(picture.cols(), picture.rows());
    int width = Math.max(edge, (int) (picture.cols() * factor));
    int height = Math.max(edge, (int) (picture.rows() * factor));
    try (Mat resized = resize(picture, width, height)) {
      return middle(resized, pixels);
    }
  }

  /** The square of {@code pixels} in the middle; the caller closes it. */
  public static Mat middle(Mat picture, int pixels) {
    int left = (int) Math.rint((picture.cols() - pixels) / 2.0);
    int top = (int) Math.rint((picture.rows() - pixels) / 2.0);
    try (Rect area = new Rect(left, top, pixels, pixels);
        Mat middle = new Mat(picture, area)) {
      return middle.clone();
    }
  }

  /**
   * The shorter edge resized to {@code pixels}, then three squares along the longer edge: at its
   * beginning, in its middle and at its end; the caller closes them.
   */
  public static List<Mat> threeCrops(Mat picture, int pixels) {
    double factor = pixels / (double) Math.min(picture.cols(), picture.rows());
    int width = Math.max(pixels, (int) (picture.cols() * factor));
    int height = Math.max(pixels, (int) (picture.rows() * factor));
    List<Mat> crops = new ArrayList<>();
    try (Mat resized = resize(picture, width, height)) {
      for (int place = 0; place < 3; place++) {
        int left = (int) Math.rint((width - pixels) * place / 2.0);
        int top = (int) Math.rint((height - pixels) * place / 2.0);
        try (Rect area = new Rect(left, top, pixels, pixels);
            Mat part = new Mat(resized, area)) {
          crops.add(part.clone());
        }
      }
    }
    return crops;
  }

  /** Gaussian blur in place. */
  public static void blur(Mat picture, double sigma) {
    try (Size automatic = new Size(0, 0)) {
      opencv_imgproc.GaussianBlur(picture, picture, automatic, sigma);
    }
  }

  /** Pixels to each side that {@link #blur} takes in, as OpenCV chooses them for bytes. */
  public static int blurRadius(double sigma) {
    return ((int) Math.rint(6 * sigma + 1) | 1) / 2;
  }

  /** Left and right change places. */
  public static void mirror(Mat picture) {
    opencv_core.flip(picture, picture, 1);
  }
}
