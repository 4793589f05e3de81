package seco.video;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_COLOR_RGB;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_QUALITY;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/** Between {@link Frame}s, OpenCV's matrices and JPEG. */
public final class Pictures {
  static {
    opencv_core.setNumThreads(1); // the callers' threads are the parallelism
  }

  private Pictures() {}

  /** An RGB matrix with the frame's pixels; the caller closes it. */
  public static Mat toMat(Frame frame) {
    Mat mat = new Mat(frame.height(), frame.width(), CV_8UC3);
    mat.data().put(frame.rgb());
    return mat;
  }

  /** The pixels of an RGB matrix. */
  public static Frame toFrame(Mat mat) {
    byte[] rgb = new byte[3 * mat.cols() * mat.rows()];
    if (mat.isContinuous()) {
      mat.data().get(rgb);
    } else {
      try (Mat copy = mat.clone()) {
        copy.data().get(rgb);
      }
    }
    return new Frame(mat.cols(), mat.rows(), rgb);
  }

  /** Resizes to exactly the given size, averaging areas where it shrinks. */
  public static Frame resize(Frame frame, int width, int height) {
    if (frame.width() == width && frame.height() == height) {
      return frame;
    }
    try (Mat source = toMat(frame);
        Mat target = new Mat();
        Size size = new Size(width, height)) {
      boolean shrinks = width < frame.width() || height < frame.height();
      opencv_imgproc.resize(
          source,
          target,
          size,
          0,
          0,
          shrinks ? opencv_imgproc.INTER_AREA : opencv_imgproc.INTER_LINEAR);
      return toFrame(target);
    }
  }

  /** Resizes so that the shorter edge has {@code edge} pixels; never enlarges. */
  public static Frame shrinkShortEdge(Frame frame, int edge) {
    int shorter = Math.min(frame.width(), frame.height());
    if (shorter <= edge) {
      return frame;
    }
    double factor = (double) edge / shorter;
    return resize(
        frame,
        Math.max(edge, (int) Math.round(frame.width() * factor)),
        Math.max(edge, (int) Math.round(frame.height() * factor)));
  }

  /** The frame turned clockwise by a multiple of 90 degrees. */
  static Frame turned(Frame frame, int quarterTurns) {
    int turns = Math.floorMod(quarterTurns, 4);
    if (turns == 0) {
      return frame;
    }
    try (Mat source = toMat(frame);
        Mat target = new Mat()) {
      opencv_core.rotate(source, target, turns - 1); // 0, 1, 2: 90 clockwise, 180, 270
      return toFrame(target);
    }
  }

  /** JPEG of a frame at a quality of 1..100. */
  public static byte[] encodeJpeg(Frame frame, int quality) {
    try (Mat rgb = toMat(frame);
        Mat bgr = new Mat();
        BytePointer buffer = new BytePointer();
        IntPointer options = new IntPointer(IMWRITE_JPEG_QUALITY, quality)) {
      opencv_imgproc.cvtColor(rgb, bgr, opencv_imgproc.COLOR_RGB2BGR);
      if (!opencv_imgcodecs.imencode(".jpg", bgr, buffer, options)) {
        throw new IllegalStateException(
            "OpenCV could not encode " + frame.width() + " x " + frame.height() + " pixels");
      }
      byte[] jpeg = new byte[Math.toIntExact(buffer.limit())];
      buffer.get(jpeg);
      return jpeg;
    }
  }

  /**
   * The largest reduction (8, 4, 2 or 1) that keeps the shorter edge at {@code leastEdge} or more.
   */
  public static int reduction(int width, int height, int leastEdge) {
    int reduction = 8;
    while (reduction > 1 && Math.min(width, height) / reduction < leastEdge) {
      reduction /= 2;
    }
    return reduction;
  }

  /**
   * The RGB matrix of a JPEG; the caller closes it.
   *
   * @param reduction 1, 2, 4 or 8: by how much both edges shrink, which the decoder does for less
   *     than a full decoding costs
   * @param what the picture's name, for the message
   * @throws IllegalArgumentException if the bytes are no JPEG
   */
  public static Mat decodeJpeg(byte[] jpeg, int reduction, String what) {
    int flags =
        switch (reduction) {
          case 1 -> IMREAD_COLOR_RGB;
          case 2 -> IMREAD_COLOR_RGB | opencv_imgcodecs.IMREAD_REDUCED_COLOR_2;
          case 4 -> IMREAD_COLOR_RGB | opencv_imgcodecs.IMREAD_REDUCED_COLOR_4;
          case 8 -> IMREAD_COLOR_RGB | opencv_imgcodecs.IMREAD_REDUCED_COLOR_8;
          default -> throw new IllegalArgumentException("reduction " + reduction);
        };
    try (BytePointer pointer = new BytePointer(jpeg);
        Mat bytes = new Mat(pointer, false)) {
      Mat decoded = opencv_imgcodecs.imdecode(bytes, flags);
      if (decoded.empty()) {
        decoded.close();
        throw new IllegalArgumentException(what + ": damaged JPEG of " + jpeg.length + " bytes");
      }
      return decoded;
    }
  }
}
