package seco.augment;

/**
 * Turns hues in 16-bit fixed point; OpenCV's own 8-bit hue is coarser.
 *
 * <p>The circle of hues has six sectors. In each of them one channel holds the highest value, one
 * the lowest, and the third rises or falls between them. So only the third is computed, and all
 * three are put into their places at once: a pixel is a number with a byte for each channel.
 */
final class HueTurn {
  /** One in fixed point: a sixth of the circle, or the whole chroma. */
  private static final int ONE = 1 << 16;

  private static final int HALF = ONE / 2;

  /** One in each of the three bytes of a pixel. */
  private static final int GRAY = 0x010101;

  /** Enough sectors for a hue and its turn together. */
  private static final int SECTORS = 16;

  /** The byte of the channel that is highest in a sector. */
  private static final int[] HIGHEST = bytes(0, 1, 1, 2, 2, 0);

  /** The byte of the channel that lies between in a sector. */
  private static final int[] MIDDLE = bytes(1, 0, 2, 1, 0, 2);

  /** One divided by each possible chroma. */
  private static final int[] RECIPROCAL = new int[256];

  static {
    for (int chroma = 1; chroma < RECIPROCAL.length; chroma++) {
      RECIPROCAL[chroma] = Math.round(ONE / (float) chroma);
    }
  }

  private HueTurn() {}

  private static int[] bytes(int... channels) {
    int[] bytes = new int[SECTORS];
    for (int sector = 0; sector < SECTORS; sector++) {
      bytes[sector] = 1 << (8 * channels[sector % channels.length]);
    }
    return bytes;
  }

  /**
   * Turns the hue of interleaved RGB bytes, in place.
   *
   * @param turn share of the full circle, -0.5..0.5
   */
  static void apply(byte[] rgb, double turn) {
    int shift = (int) Math.round((6 * turn + 6) * ONE); // a circle more: sums stay positive
    for (int i = 0; i < rgb.length; i += 3) {
      int pixel = turned(rgb[i] & 0xFF, rgb[i + 1] & 0xFF, rgb[i + 2] & 0xFF, shift);
      rgb[i] = (byte) pixel;
      rgb[i + 1] = (byte) (pixel >> 8);
      rgb[i + 2] = (byte) (pixel >> 16);
    }
  }

  /** The pixel with its hue turned by {@code shift} sixths of the circle. */
  private static int turned(int r, int g, int b, int shift) {
    int high = Math.max(r, Math.max(g, b));
    int low = Math.min(r, Math.min(g, b));
    int chroma = high - low; // 0 for gray, which stays as it is
    int sixths = shift;
    int reciprocal = RECIPROCAL[chroma & 0xFF]; // the masks spare the checks of the bounds
    if (high == r) {
      sixths += (g - b) * reciprocal;
    } else if (high == g) {
      sixths += 2 * ONE + (b - r) * reciprocal;
    } else {
      sixths += 4 * ONE + (r - g) * reciprocal;
    }
    int sector = (sixths >> 16) & (SECTORS - 1);
    int within = sixths & (ONE - 1);
    boolean rises = (sector & 1) == 0;
    int missing = (chroma * (rises ? ONE - within : within) + HALF) >> 16; // up to the highest
    return low * GRAY + chroma * HIGHEST[sector] + (chroma - missing) * MIDDLE[sector];
  }
}
