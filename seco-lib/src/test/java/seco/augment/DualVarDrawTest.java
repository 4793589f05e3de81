package seco.augment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.Test;
import seco.InputException;
import seco.video.Frame;
import seco.video.Pictures;
import seco.video.TestVideos;

class DualVarDrawTest {
  private static final int DRAWS = 20_000;

  @Test
  void strong_ofTheAuthors_hasTheirShares() {
    SplittableRandom random = new SplittableRandom(1);
    DualVarAugmentation config = DualVarAugmentation.paper();
    int jittered = 0;
    int blurred = 0;
    double left = 0;
    for (int i = 0; i < DRAWS; i++) {
      DualVarDraw draw = DualVarDraw.strong(config, 112, random);
      assertTrue(draw.left() >= 0 && draw.left() <= 171 - 112, draw.toString());
      assertTrue(draw.top() >= 0 && draw.top() <= 128 - 112, draw.toString());
      assertTrue(!draw.colours().grayscale());
      Jitter jitter = draw.colours().jitter();
      if (jitter != null) {
        jittered++;
        assertTrue(jitter.brightness() >= 0.2 && jitter.brightness() <= 1.8);
        assertTrue(jitter.contrast() >= 0.2 && jitter.contrast() <= 1.8);
        assertTrue(jitter.saturation() >= 0.2 && jitter.saturation() <= 1.8);
        assertTrue(Math.abs(jitter.hue()) <= 0.2);
      }
      double sigma = draw.colours().sigma();
      blurred += sigma > 0 ? 1 : 0;
      assertTrue(sigma == 0 || sigma >= 0.1 && sigma <= 2, "sigma " + sigma);
      left += draw.left() / (double) DRAWS;
    }
    assertEquals(0.64, jittered / (double) DRAWS, 0.015);
    assertEquals(0.5, blurred / (double) DRAWS, 0.015);
    assertEquals(59 / 2.0, left, 0.5);
  }

  @Test
  void first_isPlainInAFifth() {
    SplittableRandom random = new SplittableRandom(2);
    int plain = 0;
    int untouched = 0;
    for (int i = 0; i < DRAWS; i++) {
      DualVarDraw draw = DualVarDraw.first(DualVarAugmentation.paper(), 112, random);
      plain += draw.colours() == ColourDraw.NONE ? 1 : 0;
      untouched += draw.colours().jitter() == null && draw.colours().sigma() == 0 ? 1 : 0;
    }
    assertEquals(0.2, plain / (double) DRAWS, 0.015);
    assertEquals(0.2 + 0.8 * 0.36 * 0.5, untouched / (double) DRAWS, 0.015);
  }

  @Test
  void apply_plain_isTheCropAndLeavesTheFrame() {
    Frame picture = TestVideos.picture(3, 40, 30);
    try (Mat mat = Pictures.toMat(picture)) {
      byte[] rgb = new DualVarDraw(5, 7, ColourDraw.NONE).apply(mat, 16);
      for (int y = 0; y < 16; y++) {
        for (int x = 0; x < 16; x++) {
          for (int c = 0; c < 3; c++) {
            assertEquals(picture.value(x + 5, y + 7, c), rgb[3 * (16 * y + x) + c] & 0xFF);
          }
        }
      }
    }
  }

  /** One draw is the same for each frame, and the frame is not changed by it. */
  @Test
  void apply_twice_isTheSame() {
    Frame picture = TestVideos.picture(3, 40, 30);
    DualVarAugmentation config = new DualVarAugmentation(40, 30, 0, 0.8, 0.2, 1, 1, 0.5, 2);
    DualVarDraw draw = DualVarDraw.strong(config, 24, new SplittableRandom(4));
    try (Mat mat = Pictures.toMat(picture)) {
      byte[] first = draw.apply(mat, 24);
      assertArrayEquals(first, draw.apply(mat, 24));
      byte[] plain = new DualVarDraw(draw.left(), draw.top(), ColourDraw.NONE).apply(mat, 24);
      assertTrue(!java.util.Arrays.equals(plain, first), "colours were drawn");
    }
  }

  @Test
  void asRun_hasWidthAndHeightTheOtherWayRound() {
    assertEquals(DualVarAugmentation.paper().sized(128, 171), DualVarAugmentation.asRun());
  }

  @Test
  void augmentation_outOfRange_isRefused() {
    assertThrows(
        InputException.class, () -> new DualVarAugmentation(0, 30, 0, 0.8, 0.2, 1, 1, 0.5, 2));
    assertThrows(
        InputException.class, () -> new DualVarAugmentation(40, 30, 1.2, 0.8, 0.2, 1, 1, 0.5, 2));
    assertThrows(
        InputException.class, () -> new DualVarAugmentation(40, 30, 0, 0.8, 0.7, 1, 1, 0.5, 2));
  }
}
