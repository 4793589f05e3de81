package seco.augment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.function.Consumer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.Test;
import seco.video.Frame;
import seco.video.Pictures;

class ColourTest {
  private static final Frame PICTURE = randomPicture();

  @Test
  void brightness_pixels_byHand() {
    assertPixels(p -> Colour.brightness(p, 1.5), new int[] {15, 150, 255}, 10, 100, 200);
    assertPixels(p -> Colour.brightness(p, 0), new int[] {0, 0, 0}, 10, 100, 200);
  }

  @Test
  void contrast_twoPixels_movesAwayFromTheMeanGray() {
    // Means 50, 100, 150: gray 0.299 50 + 0.587 100 + 0.114 150 = 90.75, rounded to 91.
    assertPixels(
        p -> Colour.contrast(p, 0.5),
        new int[] {46, 96, 146, 96, 96, 96},
        0,
        100,
        200,
        100,
        100,
        100);
  }

  @Test
  void saturation_pixel_movesAwayFromItsGray() {
    // Gray of (200, 100, 0): 118.5.
    assertPixels(p -> Colour.saturation(p, 0.5), new int[] {159, 109, 59}, 200, 100, 0);
    assertPixels(p -> Colour.saturation(p, 1.4), new int[] {233, 93, 0}, 200, 100, 0);
  }

  @Test
  void grayscale_primaries_areTheirLumas() {
    assertPixels(
        Colour::grayscale,
        new int[] {76, 76, 76, 150, 150, 150, 29, 29, 29},
        255,
        0,
        0,
        0,
        255,
        0,
        0,
        0,
        255);
  }

  @Test
  void hue_thirdOfTheCircle_turnsRedToGreenToBlue() {
    assertPixels(
        p -> Colour.hue(p, 1 / 3.0), new int[] {0, 255, 0, 0, 0, 200}, 255, 0, 0, 0, 200, 0);
    assertPixels(p -> Colour.hue(p, -1 / 3.0), new int[] {0, 0, 255}, 255, 0, 0);
    assertPixels(p -> Colour.hue(p, 0.5), new int[] {40, 140, 240}, 240, 140, 40);
  }

  @Test
  void everyOperation_neutral_changesNothing() {
    for (Consumer<Mat> neutral :
        new Consumer[] {
          p -> Colour.brightness((Mat) p, 1),
          p -> Colour.contrast((Mat) p, 1),
          p -> Colour.saturation((Mat) p, 1),
          p -> Colour.hue((Mat) p, 0)
        }) {
      assertArrayEquals(PICTURE.rgb(), apply(neutral));
    }
  }

  @Test
  void hue_gray_staysGray() {
    assertPixels(p -> Colour.hue(p, 0.1), new int[] {7, 7, 7}, 7, 7, 7);
  }

  @Test
  void everyOperation_randomPicture_isWithinOneLevelOfRealNumbers() {
    assertNear(Plain.brightness(PICTURE.rgb(), 1.3), apply(p -> Colour.brightness(p, 1.3)), 1);
    assertNear(Plain.contrast(PICTURE.rgb(), 0.7), apply(p -> Colour.contrast(p, 0.7)), 1);
    assertNear(Plain.saturation(PICTURE.rgb(), 1.4), apply(p -> Colour.saturation(p, 1.4)), 1);
    for (double turn : new double[] {-0.5, -0.1, 0.03, 0.1, 0.4}) {
      assertNear(Plain.hue(PICTURE.rgb(), turn), apply(p -> Colour.hue(p, turn)), 1);
    }
  }

  @Test
  void colourChain_allOrders_equalsSingleOperations() {
    int chains = 0;
    for (int[] order : permutations()) {
      Jitter jitter = new Jitter(1.2, 0.8, 1.3, -0.07, order);
      byte[] chained = apply(jitter::apply);
      byte[] single = PICTURE.rgb();
      byte[] real = PICTURE.rgb();
      for (int operation : order) {
        Frame before = new Frame(PICTURE.width(), PICTURE.height(), single);
        switch (operation) {
          case 0 -> {
            single = apply(p -> Colour.brightness(p, 1.2), before);
            real = Plain.brightness(real, 1.2);
          }
          case 1 -> {
            single = apply(p -> Colour.contrast(p, 0.8), before);
            real = Plain.contrast(real, 0.8);
          }
          case 2 -> {
            single = apply(p -> Colour.saturation(p, 1.3), before);
            real = Plain.saturation(real, 1.3);
          }
          default -> {
            single = apply(p -> Colour.hue(p, -0.07), before);
            real = Plain.hue(real, -0.07);
          }
        }
      }
      assertNear(single, chained, 2);
      assertNear(real, chained, 5); // differences of a level grow on their way
      chains++;
    }
    assertEquals(24, chains);
  }

  private static java.util.List<int[]> permutations() {
    java.util.List<int[]> all = new java.util.ArrayList<>();
    for (int code = 0; code < 256; code++) {
      int[] order = {code & 3, code >> 2 & 3, code >> 4 & 3, code >> 6 & 3};
      if (java.util.Arrays.stream(order).distinct().count() == 4) {
        all.add(order);
      }
    }
    return all;
  }

  private static byte[] apply(Consumer<Mat> operation) {
    return apply(operation, PICTURE);
  }

  private static byte[] apply(Consumer<Mat> operation, Frame frame) {
    try (Mat picture = Pictures.toMat(frame)) {
      operation.accept(picture);
      return Pictures.toFrame(picture).rgb();
    }
  }

  private static void assertPixels(Consumer<Mat> operation, int[] expected, int... values) {
    byte[] rgb = new byte[values.length];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (byte) values[i];
    }
    byte[] actual = apply(operation, new Frame(values.length / 3, 1, rgb));
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], actual[i] & 0xFF, 1, "value " + i);
    }
  }

  private static void assertNear(byte[] expected, byte[] actual, int levels) {
    for (int i = 0; i < expected.length; i++) {
      int difference = Math.abs((expected[i] & 0xFF) - (actual[i] & 0xFF));
      assertTrue(difference <= levels, "value " + i + " differs by " + difference);
    }
  }

  private static Frame randomPicture() {
    byte[] rgb = new byte[3 * 40 * 30];
    new Random(1).nextBytes(rgb);
    return new Frame(40, 30, rgb);
  }
}
