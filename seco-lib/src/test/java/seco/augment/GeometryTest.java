package seco.augment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.SplittableRandom;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.Test;
import seco.augment.Geometry.Crop;
import seco.video.Frame;
import seco.video.Pictures;

class GeometryTest {
  @Test
  void randomCrop_anyPicture_liesInsideWithItsAreaAndAspect() {
    Random sizes = new Random(1);
    SplittableRandom random = new SplittableRandom(2);
    for (int i = 0; i < 20_000; i++) {
      int width = 60 + sizes.nextInt(200);
      int height = 60 + sizes.nextInt(200);
      Crop crop = Geometry.randomCrop(width, height, 0.2, random);
      String what = crop + " of " + width + " x " + height;
      assertTrue(crop.left() >= 0 && crop.left() + crop.width() <= width, what);
      assertTrue(crop.top() >= 0 && crop.top() + crop.height() <= height, what);
      double share = crop.width() * crop.height() / (double) (width * height);
      assertTrue(share >= 0.2 * 0.95 && share <= 1, what + ": share " + share);
      double aspect = crop.width() / (double) crop.height();
      assertTrue(aspect >= 0.75 * 0.95 && aspect <= 4 / 3.0 * 1.05, what + ": aspect " + aspect);
    }
  }

  @Test
  void randomCrop_squarePicture_coversAllPlacesAndSizes() {
    SplittableRandom random = new SplittableRandom(3);
    double area = 0;
    double middle = 0;
    for (int i = 0; i < 20_000; i++) {
      Crop crop = Geometry.randomCrop(200, 200, 0.2, random);
      area += crop.width() * crop.height() / 40_000.0 / 20_000;
      middle += (crop.left() + crop.width() / 2.0) / 20_000;
    }
    assertEquals(100, middle, 1.5, "mean centre");
    assertTrue(area > 0.5 && area < 0.6, "mean share of a uniform 0.2..1 less refusals: " + area);
  }

  @Test
  void randomCrop_noPermittedAspectFits_isTheLargestInTheMiddle() {
    SplittableRandom random = new SplittableRandom(4);
    assertEquals(new Crop(493, 0, 13, 10), Geometry.randomCrop(1000, 10, 0.9, random));
    assertEquals(new Crop(0, 493, 10, 13), Geometry.randomCrop(10, 1000, 0.9, random));
  }

  @Test
  void resizedCrop_sameSize_isThePartItself() {
    Frame picture = ramp(40, 30);
    try (Mat mat = Pictures.toMat(picture);
        Mat part = Geometry.resizedCrop(mat, new Crop(5, 7, 16, 16), 16)) {
      Frame crop = Pictures.toFrame(part);
      for (int y = 0; y < 16; y++) {
        for (int x = 0; x < 16; x++) {
          assertEquals(picture.value(x + 5, y + 7, 0), crop.value(x, y, 0));
          assertEquals(picture.value(x + 5, y + 7, 1), crop.value(x, y, 1));
        }
      }
    }
  }

  @Test
  void resize_halfTheSize_averagesAreas() {
    byte[] rgb = new byte[3 * 4 * 2];
    int[] levels = {10, 20, 100, 200, 30, 40, 0, 100}; // two rows of four
    for (int i = 0; i < 8; i++) {
      for (int c = 0; c < 3; c++) {
        rgb[3 * i + c] = (byte) levels[i];
      }
    }
    try (Mat mat = Pictures.toMat(new Frame(4, 2, rgb));
        Mat half = Geometry.resize(mat, 2, 1)) {
      Frame frame = Pictures.toFrame(half);
      assertEquals(25, frame.value(0, 0, 0));
      assertEquals(100, frame.value(1, 0, 2));
    }
  }

  @Test
  void centreCrop_edgeAsThePicture_isTheMiddle() {
    Frame picture = ramp(80, 60);
    try (Mat mat = Pictures.toMat(picture);
        Mat middle = Geometry.centreCrop(mat, 60, 40)) {
      Frame crop = Pictures.toFrame(middle);
      assertEquals(40, crop.width());
      assertEquals(40, crop.height());
      assertEquals(picture.value(20, 10, 0), crop.value(0, 0, 0), "column 20 stands left");
      assertEquals(picture.value(20, 10, 1), crop.value(0, 0, 1), "row 10 stands on top");
      assertEquals(picture.value(59, 49, 0), crop.value(39, 39, 0));
    }
  }

  @Test
  void centreCrop_portrait_scalesItsWidth() {
    try (Mat mat = Pictures.toMat(ramp(30, 100));
        Mat middle = Geometry.centreCrop(mat, 60, 60)) {
      Frame crop = Pictures.toFrame(middle); // 60 x 200, rows 70..129, which were 35..64
      assertEquals(60, crop.width());
      assertEquals(60, crop.height());
      assertEquals(35, crop.value(30, 0, 1), 1);
      assertEquals(64, crop.value(30, 59, 1), 1);
    }
  }

  @Test
  void mirror_twoPixels_changePlaces() {
    Frame frame = new Frame(3, 1, new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9});
    try (Mat mat = Pictures.toMat(frame)) {
      Geometry.mirror(mat);
      assertArrayEquals(new byte[] {7, 8, 9, 4, 5, 6, 1, 2, 3}, Pictures.toFrame(mat).rgb());
    }
  }

  @Test
  void blur_onePoint_isTheGaussianKernel() {
    for (double sigma : new double[] {0.5, 1, 2}) {
      byte[] rgb = new byte[3 * 31 * 31];
      for (int c = 0; c < 3; c++) {
        rgb[3 * (15 * 31 + 15) + c] = (byte) 255;
      }
      try (Mat mat = Pictures.toMat(new Frame(31, 31, rgb))) {
        Geometry.blur(mat, sigma);
        Frame blurred = Pictures.toFrame(mat);
        double sum = 0;
        for (int d = -15; d <= 15; d++) {
          sum += Math.exp(-d * d / (2 * sigma * sigma));
        }
        for (int y = 0; y < 31; y++) {
          for (int x = 0; x < 31; x++) {
            double square = (x - 15) * (x - 15) + (y - 15) * (y - 15);
            double expected = 255 * Math.exp(-square / (2 * sigma * sigma)) / (sum * sum);
            assertEquals(expected, blurred.value(x, y, 1), 1.5, "at " + x + ", " + y);
          }
        }
      }
    }
  }

  @Test
  void blur_evenPicture_staysEvenUpToTheEdge() {
    byte[] rgb = new byte[3 * 9 * 9];
    java.util.Arrays.fill(rgb, (byte) 77);
    try (Mat mat = Pictures.toMat(new Frame(9, 9, rgb))) {
      Geometry.blur(mat, 2);
      assertArrayEquals(rgb, Pictures.toFrame(mat).rgb());
    }
  }

  /** Red is the column, green the row. */
  private static Frame ramp(int width, int height) {
    byte[] rgb = new byte[3 * width * height];
    for (int i = 0; i < width * height; i++) {
      rgb[3 * i] = (byte) (i % width);
      rgb[3 * i + 1] = (byte) (i / width);
    }
    return new Frame(width, height, rgb);
  }
}
