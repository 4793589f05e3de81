package seco.augment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** The turn of the hue against its definition, channel by channel, in the same fixed point. */
class HueTurnTest {
  private static final int ONE = 1 << 16;

  /** Every pair of differences within a pixel, at every turn of a grid over the circle. */
  @Test
  void apply_allDifferencesOfChannels_equalsTheDefinition() {
    byte[] rgb = allDifferences();
    for (int step = -10; step <= 10; step++) {
      assertTurned(rgb, step / 20.0);
    }
  }

  @Test
  void apply_randomPixelsAndTurns_equalsTheDefinition() {
    Random random = new Random(3);
    for (int picture = 0; picture < 200; picture++) {
      byte[] rgb = new byte[3 * 2000];
      random.nextBytes(rgb);
      assertTurned(rgb, random.nextDouble() - 0.5);
      assertTurned(rgb, 0.2 * random.nextDouble() - 0.1);
    }
  }

  @Test
  void apply_grays_changesNothing() {
    byte[] rgb = new byte[3 * 256];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (byte) (i / 3);
    }
    byte[] turned = rgb.clone();
    HueTurn.apply(turned, 0.3);
    assertArrayEquals(rgb, turned);
  }

  private static void assertTurned(byte[] rgb, double turn) {
    int shift = (int) Math.round(6 * (turn + 1) * ONE);
    byte[] expected = new byte[rgb.length];
    for (int i = 0; i < rgb.length; i += 3) {
      int sixths = sixths(rgb[i] & 0xFF, rgb[i + 1] & 0xFF, rgb[i + 2] & 0xFF) + shift;
      for (int channel = 0; channel < 3; channel++) {
        expected[i + channel] = (byte) channel(sixths + (5 - 2 * channel) * ONE, rgb, i);
      }
    }
    byte[] turned = rgb.clone();
    HueTurn.apply(turned, turn);
    assertArrayEquals(expected, turned, () -> "turned by " + turn);
  }

  /** The hue of a pixel in sixths of the circle; of gray 0. */
  private static int sixths(int r, int g, int b) {
    int high = Math.max(r, Math.max(g, b));
    int chroma = high - Math.min(r, Math.min(g, b));
    int reciprocal = chroma == 0 ? 0 : Math.round(ONE / (float) chroma);
    if (high == r) {
      return (g - b) * reciprocal;
    }
    return high == g ? 2 * ONE + (b - r) * reciprocal : 4 * ONE + (r - g) * reciprocal;
  }

  /** A channel by its place on the circle: highest up to 0, lowest from 1 to 3, highest from 4. */
  private static int channel(int sixths, byte[] rgb, int pixel) {
    int high = 0;
    int low = 255;
    for (int channel = 0; channel < 3; channel++) {
      high = Math.max(high, rgb[pixel + channel] & 0xFF);
      low = Math.min(low, rgb[pixel + channel] & 0xFF);
    }
    int place = Math.floorMod(sixths, 6 * ONE);
    int share = Math.max(0, Math.min(ONE, Math.min(place, 4 * ONE - place)));
    return high - (((high - low) * share + ONE / 2) >> 16);
  }

  /** Pixels in which any channel is lowest, and the two others lie any number of levels above. */
  private static byte[] allDifferences() {
    byte[] rgb = new byte[3 * 3 * 256 * 256];
    int at = 0;
    for (int lowest = 0; lowest < 3; lowest++) {
      for (int one = 0; one < 256; one++) {
        for (int other = 0; other < 256; other++) {
          rgb[at + (lowest + 1) % 3] = (byte) one;
          rgb[at + (lowest + 2) % 3] = (byte) other;
          at += 3;
        }
      }
    }
    return rgb;
  }
}
