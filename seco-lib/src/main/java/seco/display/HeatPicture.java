package seco.display;

import java.util.Arrays;
import seco.video.Frame;

/** Matrices of numbers as small pictures, for film strips. */
public final class HeatPicture {
  /** Dark blue over green to yellow, even in lightness. */
  private static final int[][] COLOURS = {
    {68, 1, 84}, {59, 82, 139}, {33, 145, 140}, {94, 201, 98}, {253, 231, 37}
  };

  private static final double DARKEST = 0.12;

  private HeatPicture() {}

  /**
   * A square picture of a matrix, its least value dark and its greatest bright.
   *
   * @param values h x w
   * @param pixels edge of the picture
   */
  public static Frame of(double[][] values, int pixels) {
    double low = Arrays.stream(values).flatMapToDouble(Arrays::stream).min().orElseThrow();
    double high = Arrays.stream(values).flatMapToDouble(Arrays::stream).max().orElseThrow();
    byte[] rgb = new byte[3 * pixels * pixels];
    for (int y = 0; y < pixels; y++) {
      for (int x = 0; x < pixels; x++) {
        double value = at(values, x, y, pixels, pixels);
        double share = high > low ? (value - low) / (high - low) : 0;
        for (int c = 0; c < 3; c++) {
          rgb[3 * (y * pixels + x) + c] = (byte) colour(share, c);
        }
      }
    }
    return new Frame(pixels, pixels, rgb);
  }

  /**
   * A frame that is lit where a matrix is high and dark elsewhere.
   *
   * @param light h x w of 0..1, stretched over the frame
   */
  public static Frame spotlight(Frame frame, double[][] light) {
    byte[] rgb = new byte[frame.rgb().length];
    for (int y = 0; y < frame.height(); y++) {
      for (int x = 0; x < frame.width(); x++) {
        double share = at(light, x, y, frame.width(), frame.height());
        double factor = DARKEST + (1 - DARKEST) * Math.max(0, Math.min(1, share));
        for (int c = 0; c < 3; c++) {
          int at = 3 * (y * frame.width() + x) + c;
          rgb[at] = (byte) Math.round(factor * frame.value(x, y, c));
        }
      }
    }
    return new Frame(frame.width(), frame.height(), rgb);
  }

  /**
   * A frame with a matrix laid over it, each colour half of both.
   *
   * @param values h x w, stretched over a square in the frame's middle
   * @param pixels edge of the square
   */
  public static Frame over(Frame frame, double[][] values, int pixels) {
    Frame heat = of(values, pixels);
    byte[] rgb = frame.rgb().clone();
    int left = (frame.width() - pixels) / 2;
    int top = (frame.height() - pixels) / 2;
    for (int y = 0; y < pixels; y++) {
      for (int x = 0; x < pixels; x++) {
        for (int c = 0; c < 3; c++) {
          int sum = frame.value(left + x, top + y, c) + heat.value(x, y, c);
          rgb[3 * ((top + y) * frame.width() + left + x) + c] = (byte) (sum / 2);
        }
      }
    }
    return new Frame(frame.width(), frame.height(), rgb);
  }

  private static double at(double[][] values, int x, int y, int width, int height) {
    double[] row = values[y * values.length / height];
    return row[x * row.length / width];
  }

  private static int colour(double share, int channel) {
    double place = share * (COLOURS.length - 1);
    int below = Math.min((int) place, COLOURS.length - 2);
    double rest = place - below;
    return (int)
        Math.round((1 - rest) * COLOURS[below][channel] + rest * COLOURS[below + 1][channel]);
  }
}
