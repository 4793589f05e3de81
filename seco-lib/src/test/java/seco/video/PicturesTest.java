package seco.video;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.Test;

class PicturesTest {
  /** A segment that says: turn a quarter clockwise before it is shown. */
  private static final int[] QUARTER_TURN = {
    0xFF,
    0xE1,
    0,
    34,
    'E',
    'x',
    'i',
    'f',
    0,
    0, // segment of 34 bytes
    'M',
    'M',
    0,
    42,
    0,
    0,
    0,
    8, // header of TIFF, its directory at 8
    0,
    1,
    1,
    0x12,
    0,
    3,
    0,
    0,
    0,
    1,
    0,
    6,
    0,
    0,
    0,
    0,
    0,
    0 // one entry: orientation 6
  };

  private static final byte[] JPEG = Pictures.encodeJpeg(picture(), 90);

  @Test
  void decodeJpeg_anyReduction_isOpenCvsPictureWithRedFirst() {
    int[] reductions = {1, 2, 4, 8};
    int[] flags = {
      opencv_imgcodecs.IMREAD_COLOR,
      opencv_imgcodecs.IMREAD_REDUCED_COLOR_2,
      opencv_imgcodecs.IMREAD_REDUCED_COLOR_4,
      opencv_imgcodecs.IMREAD_REDUCED_COLOR_8
    };
    for (int i = 0; i < reductions.length; i++) {
      Frame expected = converted(JPEG, flags[i]);
      try (Mat decoded = Pictures.decodeJpeg(JPEG, reductions[i], "picture")) {
        assertEquals(96 / reductions[i], decoded.cols());
        assertEquals(64 / reductions[i], decoded.rows());
        assertArrayEquals(expected.rgb(), Pictures.toFrame(decoded).rgb());
      }
    }
  }

  @Test
  void decodeJpeg_redPicture_isRed() {
    byte[] red = new byte[3 * 16 * 16];
    for (int i = 0; i < red.length; i += 3) {
      red[i] = (byte) 200;
    }
    byte[] jpeg = Pictures.encodeJpeg(new Frame(16, 16, red), 95);
    try (Mat decoded = Pictures.decodeJpeg(jpeg, 1, "picture")) {
      Frame frame = Pictures.toFrame(decoded);
      assertEquals(200, frame.value(5, 5, 0), 3);
      assertEquals(0, frame.value(5, 5, 1), 3);
      assertEquals(0, frame.value(5, 5, 2), 3);
    }
  }

  @Test
  void decodeJpeg_grayPicture_hasThreeEqualChannels() {
    byte[] jpeg;
    try (Mat rgb = Pictures.toMat(picture());
        Mat gray = new Mat();
        BytePointer encoded = new BytePointer()) {
      opencv_imgproc.cvtColor(rgb, gray, opencv_imgproc.COLOR_RGB2GRAY);
      opencv_imgcodecs.imencode(".jpg", gray, encoded);
      jpeg = new byte[(int) encoded.limit()];
      encoded.get(jpeg);
    }
    try (Mat decoded = Pictures.decodeJpeg(jpeg, 1, "picture")) {
      assertEquals(3, decoded.channels());
      assertArrayEquals(
          converted(jpeg, opencv_imgcodecs.IMREAD_COLOR).rgb(), Pictures.toFrame(decoded).rgb());
    }
  }

  @Test
  void decodeJpeg_turnedPicture_standsUpright() {
    ByteArrayOutputStream turned = new ByteArrayOutputStream();
    turned.write(JPEG, 0, 2);
    for (int value : QUARTER_TURN) {
      turned.write(value);
    }
    turned.write(JPEG, 2, JPEG.length - 2);
    try (Mat decoded = Pictures.decodeJpeg(turned.toByteArray(), 1, "picture")) {
      Frame upright = Pictures.toFrame(decoded);
      Frame lying = converted(JPEG, opencv_imgcodecs.IMREAD_COLOR);
      assertEquals(64, upright.width());
      assertEquals(96, upright.height());
      assertArrayEquals(Pictures.turned(lying, 1).rgb(), upright.rgb());
    }
  }

  @Test
  void decodeJpeg_noJpeg_isNamed() {
    assertEquals(
        "that one: damaged JPEG of 3 bytes",
        assertThrows(
                IllegalArgumentException.class,
                () -> Pictures.decodeJpeg(new byte[] {1, 2, 3}, 1, "that one"))
            .getMessage());
  }

  /** As OpenCV decodes by itself, blue first, and then with red and blue exchanged. */
  private static Frame converted(byte[] jpeg, int flags) {
    try (BytePointer pointer = new BytePointer(jpeg);
        Mat bytes = new Mat(pointer, false);
        Mat bgr = opencv_imgcodecs.imdecode(bytes, flags);
        Mat rgb = new Mat()) {
      opencv_imgproc.cvtColor(bgr, rgb, opencv_imgproc.COLOR_BGR2RGB);
      return Pictures.toFrame(rgb);
    }
  }

  /** Slopes of the three colours and a checkerboard. */
  private static Frame picture() {
    byte[] rgb = new byte[3 * 96 * 64];
    for (int y = 0; y < 64; y++) {
      for (int x = 0; x < 96; x++) {
        int board = (x / 7 + y / 5) % 2 == 0 ? 40 : 0;
        int at = 3 * (y * 96 + x);
        rgb[at] = (byte) (2 * x + board);
        rgb[at + 1] = (byte) (3 * y);
        rgb[at + 2] = (byte) (200 - 2 * x + board);
      }
    }
    return new Frame(96, 64, rgb);
  }
}
