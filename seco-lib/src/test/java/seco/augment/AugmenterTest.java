package seco.augment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.SplittableRandom;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.Test;
import seco.InputException;
import seco.video.Frame;
import seco.video.Pictures;

class AugmenterTest {
  /** Only the crop is left of the augmentation, and that is the whole picture. */
  private static final AugmentationConfig NOTHING =
      new AugmentationConfig(1, 0, 0, 0, 0, 0, 0.1, 0.1, 0);

  private static final Frame PICTURE = picture();

  @Test
  void augment_sameSeed_sameBytes() {
    Augmenter augmenter = new Augmenter(AugmentationConfig.paper(), 48);
    for (long seed = 0; seed < 20; seed++) {
      Frame first = augmenter.augment(PICTURE, new SplittableRandom(seed));
      Frame again = augmenter.augment(PICTURE, new SplittableRandom(seed));
      Frame other = augmenter.augment(PICTURE, new SplittableRandom(seed + 1000));
      assertArrayEquals(first.rgb(), again.rgb());
      assertTrue(!Arrays.equals(first.rgb(), other.rgb()), "seed " + seed);
      assertEquals(48, first.width());
      assertEquals(48, first.height());
    }
  }

  @Test
  void draw_ofAVideo_showsAllItsFramesInTheSameWay() {
    Augmenter augmenter = new Augmenter(AugmentationConfig.paper(), 48);
    for (long seed = 0; seed < 20; seed++) {
      PatchDraw draw =
          augmenter.draw(PICTURE.width(), PICTURE.height(), new SplittableRandom(seed));
      try (Mat one = Pictures.toMat(PICTURE);
          Mat same = Pictures.toMat(PICTURE)) {
        byte[] alone = augmenter.augment(one, new SplittableRandom(seed));
        assertArrayEquals(alone, augmenter.augment(one, draw), "seed " + seed);
        assertArrayEquals(alone, augmenter.augment(same, draw), "seed " + seed);
      }
    }
  }

  @Test
  void augment_picture_isNotChanged() {
    byte[] before = PICTURE.rgb().clone();
    new Augmenter(AugmentationConfig.paper(), 32).augment(PICTURE, new SplittableRandom(1));
    assertArrayEquals(before, PICTURE.rgb());
  }

  @Test
  void augment_nothingButTheWholePicture_isThePicture() {
    Frame square = new Frame(64, 64, Arrays.copyOf(PICTURE.rgb(), 3 * 64 * 64));
    // Of a square only an aspect of about 1 has its whole area; until it is drawn or given up.
    Frame patch = new Augmenter(NOTHING, 64).augment(square, new SplittableRandom(5));
    assertArrayEquals(square.rgb(), patch.rgb());
  }

  @Test
  void augment_probabilities_areKept() {
    int gray = 0;
    int draws = 2000;
    AugmentationConfig grayOnly = new AugmentationConfig(1, 0, 0, 0, 0.2, 0, 0.1, 0.1, 0);
    SplittableRandom random = new SplittableRandom(6);
    for (int i = 0; i < draws; i++) {
      Frame patch = new Augmenter(grayOnly, 16).augment(PICTURE, random);
      boolean same = true;
      for (int pixel = 0; pixel < 16 && same; pixel++) {
        same = patch.value(pixel, 3, 0) == patch.value(pixel, 3, 2);
      }
      gray += same ? 1 : 0;
    }
    assertEquals(0.2, gray / (double) draws, 0.045);
  }

  @Test
  void jitter_draw_staysWithinItsStrength() {
    SplittableRandom random = new SplittableRandom(7);
    AugmentationConfig config = AugmentationConfig.paper();
    int[] firsts = new int[4];
    for (int i = 0; i < 4000; i++) {
      Jitter jitter = Jitter.draw(config, random);
      for (double factor :
          new double[] {jitter.brightness(), jitter.contrast(), jitter.saturation()}) {
        assertTrue(factor >= 0.6 && factor <= 1.4, "factor " + factor);
      }
      assertTrue(Math.abs(jitter.hue()) <= 0.1, "hue " + jitter.hue());
      assertEquals(4, Arrays.stream(jitter.order()).distinct().count());
      firsts[jitter.order()[0]]++;
    }
    for (int count : firsts) {
      assertEquals(1000, count, 150, "each operation comes first as often");
    }
  }

  @Test
  void config_outOfRange_isRefused() {
    String message =
        assertThrows(
                InputException.class,
                () -> new AugmentationConfig(0.2, 1.2, 0.1, 0.8, 0.2, 0.5, 0.1, 2, 0.5))
            .getMessage();
    assertEquals("colour jitter 1.2: must lie in 0..1", message);
    assertThrows(
        InputException.class, () -> new AugmentationConfig(0, 0, 0, 0, 0, 0, 0.1, 2, 0), "area");
    assertThrows(
        InputException.class, () -> new AugmentationConfig(1, 0, 0.6, 0, 0, 0, 0.1, 2, 0), "hue");
    assertThrows(
        InputException.class, () -> new AugmentationConfig(1, 0, 0, 0, 0, 0, 2, 1, 0), "sigmas");
  }

  private static Frame picture() {
    byte[] rgb = new byte[3 * 80 * 64];
    new Random(1).nextBytes(rgb);
    return new Frame(80, 64, rgb);
  }
}
