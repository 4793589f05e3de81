package seco.lab;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;

/** Each pixel's noise: a field of normal numbers, of which every frame sees another part. */
final class Noise implements AutoCloseable {
  private static final int MARGIN = 64;

  private final Mat field;
  private final int pixels;
  private final long seed;

  Noise(int pixels, double deviation, RandomGenerator random) {
    this.pixels = pixels;
    seed = random.nextLong();
    int edge = pixels + MARGIN;
    field = new Mat(edge, edge, opencv_core.CV_32FC3);
    float[] values = new float[3 * edge * edge];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (deviation * random.nextGaussian());
    }
    try (FloatPointer data = new FloatPointer(field.data())) {
      data.put(values);
    }
  }

  /** Scales the brightness of a frame and adds its noise. */
  void add(Mat frame, int number, double light) {
    SplittableRandom place = new SplittableRandom(seed + number);
    try (Rect area = new Rect(place.nextInt(MARGIN), place.nextInt(MARGIN), pixels, pixels);
        Mat part = new Mat(field, area);
        Mat values = new Mat()) {
      frame.convertTo(values, opencv_core.CV_32F, light, 0);
      opencv_core.add(values, part, values);
      values.convertTo(frame, opencv_core.CV_8U);
    }
  }

  @Override
  public void close() {
    field.close();
  }
}
