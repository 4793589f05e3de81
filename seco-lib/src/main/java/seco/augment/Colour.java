package seco.augment;

/**
 * Colour operations on interleaved RGB bytes, in place, each result rounded and clipped to 0..255.
 *
 * <p>Gray is the luma of ITU-R 601: 0.299 red + 0.587 green + 0.114 blue.
 */
public final class Colour {
  private Colour() {}

  /** Multiplies every value by the factor. */
  public static void brightness(byte[] rgb, double factor) {
    lookUp(rgb, 0, factor);
  }

  /** Moves every value away from the mean gray: mean + factor (value - mean). */
  public static void contrast(byte[] rgb, double factor) {
    long sum = 0;
    for (int i = 0; i < rgb.length; i += 3) {
      sum += gray(rgb, i);
    }
    double mean = Math.round(sum / (rgb.length / 3.0));
    lookUp(rgb, mean, factor);
  }

  private static void lookUp(byte[] rgb, double centre, double factor) {
    byte[] table = new byte[256];
    for (int value = 0; value < 256; value++) {
      table[value] = clip(centre + factor * (value - centre));
    }
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = table[rgb[i] & 0xFF];
    }
  }

  /** Moves every pixel away from its own gray: gray + factor (value - gray). */
  public static void saturation(byte[] rgb, double factor) {
    float scale = (float) factor;
    for (int i = 0; i < rgb.length; i += 3) {
      int gray = gray(rgb, i);
      rgb[i] = clip(gray + scale * ((rgb[i] & 0xFF) - gray));
      rgb[i + 1] = clip(gray + scale * ((rgb[i + 1] & 0xFF) - gray));
      rgb[i + 2] = clip(gray + scale * ((rgb[i + 2] & 0xFF) - gray));
    }
  }

  /**
   * Turns the hue.
   *
   * @param turn share of the full circle, -0.5..0.5
   */
  public static void hue(byte[] rgb, double turn) {
    float sixths = (float) (6 * turn);
    for (int i = 0; i < rgb.length; i += 3) {
      int r = rgb[i] & 0xFF;
      int g = rgb[i + 1] & 0xFF;
      int b = rgb[i + 2] & 0xFF;
      int high = Math.max(r, Math.max(g, b));
      int low = Math.min(r, Math.min(g, b));
      if (high == low) {
        continue; // gray has no hue
      }
      float chroma = high - low;
      float hue; // in sixths of the circle
      if (high == r) {
        hue = (g - b) / chroma;
      } else if (high == g) {
        hue = 2 + (b - r) / chroma;
      } else {
        hue = 4 + (r - g) / chroma;
      }
      hue += sixths;
      rgb[i] = channel(hue + 5, high, chroma);
      rgb[i + 1] = channel(hue + 3, high, chroma);
      rgb[i + 2] = channel(hue + 1, high, chroma);
    }
  }

  /** A channel of the colour of given hue, highest value and chroma; its offset names which. */
  private static byte channel(float hue, int high, float chroma) {
    float k = hue - 6 * (float) Math.floor(hue / 6);
    float share = Math.max(0, Math.min(1, Math.min(k, 4 - k)));
    return clip(high - chroma * share);
  }

  /** Replaces every pixel by its gray. */
  public static void grayscale(byte[] rgb) {
    for (int i = 0; i < rgb.length; i += 3) {
      byte gray = (byte) gray(rgb, i);
      rgb[i] = gray;
      rgb[i + 1] = gray;
      rgb[i + 2] = gray;
    }
  }

  /** Luma in 16-bit fixed point, rounded. */
  private static int gray(byte[] rgb, int at) {
    int sum = 19595 * (rgb[at] & 0xFF) + 38470 * (rgb[at + 1] & 0xFF) + 7471 * (rgb[at + 2] & 0xFF);
    return (sum + 0x8000) >> 16;
  }

  private static byte clip(double value) {
    return (byte) Math.max(0, Math.min(255, (int) Math.floor(value + 0.5)));
  }
}
