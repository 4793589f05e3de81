package seco.dataset;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import seco.augment.ColourDraw;
import seco.augment.Jitter;
import seco.video.Frame;
import seco.video.Pictures;

/** Colours of a batch by the engine, against values by hand and against the loaders'. */
class BatchColoursTest {
  private static final int PIXELS = 24;
  private static final int[] ORDER = {0, 1, 2, 3};

  private static ColourDraw jitter(
      double brightness, double contrast, double saturation, double hue, int... order) {
    return new ColourDraw(new Jitter(brightness, contrast, saturation, hue, order), false, 0);
  }

  private static ColourDraw blur(double sigma) {
    return new ColourDraw(null, false, sigma);
  }

  @Test
  void eachOperation_alone_byHand() {
    // Mean gray 0.299 50 + 0.587 100 + 0.114 150 = 90.75, rounded to 91; 91 + (0 - 91) / 2 = 45.5.
    int[] two = {0, 100, 200, 100, 100, 100, 100, 100, 100, 0, 100, 200};
    assertLevels(
        jitter(1, 0.5, 1, 0, ORDER),
        two,
        new int[] {46, 96, 146, 96, 96, 96, 96, 96, 96, 46, 96, 146});
    assertPixel(jitter(1.5, 1, 1, 0, ORDER), new int[] {10, 100, 200}, new int[] {15, 150, 255});
    // Gray of (200, 100, 0): 118.5.
    assertPixel(jitter(1, 1, 0.5, 0, ORDER), new int[] {200, 100, 0}, new int[] {159, 109, 59});
    assertPixel(jitter(1, 1, 1.4, 0, ORDER), new int[] {200, 100, 0}, new int[] {233, 93, 0});
    assertPixel(jitter(1, 1, 1, 1 / 3.0, ORDER), new int[] {0, 200, 0}, new int[] {0, 0, 200});
    assertPixel(jitter(1, 1, 1, -1 / 3.0, ORDER), new int[] {255, 0, 0}, new int[] {0, 0, 255});
    assertPixel(jitter(1, 1, 1, 0.5, ORDER), new int[] {240, 140, 40}, new int[] {40, 140, 240});
    assertPixel(jitter(1, 1, 1, 0.1, ORDER), new int[] {7, 7, 7}, new int[] {7, 7, 7});
    assertPixel(new ColourDraw(null, true, 0), new int[] {255, 0, 0}, new int[] {76, 76, 76});
    assertPixel(new ColourDraw(null, true, 0), new int[] {0, 0, 255}, new int[] {29, 29, 29});
  }

  @Test
  void order_isThePatchsOwn() {
    // Twice as bright, then clipped, then half saturated; or the other way round.
    assertPixel(jitter(2, 1, 0.5, 0, 0, 1, 2, 3), new int[] {200, 0, 0}, new int[] {166, 38, 38});
    assertPixel(jitter(2, 1, 0.5, 0, 2, 3, 1, 0), new int[] {200, 0, 0}, new int[] {255, 60, 60});
    // Red turned to green, whose luma is another: 0.587 255 = 150; or gray first, which stays.
    assertPixel(
        jitter(1, 1, 0, 1 / 3.0, 3, 2, 1, 0), new int[] {255, 0, 0}, new int[] {150, 150, 150});
    assertPixel(
        jitter(1, 1, 0, 1 / 3.0, 2, 3, 1, 0), new int[] {255, 0, 0}, new int[] {76, 76, 76});
  }

  @Test
  void blur_ofOnePoint_isTheKernel_mirroredAtTheBorder() {
    byte[] point = new byte[3 * PIXELS * PIXELS];
    int row = 12;
    for (int column : new int[] {1, 12}) {
      point[3 * (row * PIXELS + column)] = (byte) 250;
    }
    byte[] blurred = apply(List.of(point), List.of(blur(0.5))).get(0);
    // Radius round(6 0.5 + 1) / 2 = 2: exp(-2 d^2) is 1, 0.135335, 0.000335, their sum 1.271341.
    double middle = 1 / 1.271341;
    double beside = 0.135335 / 1.271341;
    double far = 0.000335 / 1.271341;
    assertEquals(Math.rint(250 * middle * middle), red(blurred, row, 12));
    assertEquals(Math.rint(250 * middle * beside), red(blurred, row, 13));
    assertEquals(Math.rint(250 * middle * beside), red(blurred, row - 1, 12));
    assertEquals(Math.rint(250 * beside * beside), red(blurred, row + 1, 11));
    // Column 0 sees column 1 on both sides of it, column 1 itself once more by way of the border.
    assertEquals(Math.rint(250 * middle * 2 * beside), red(blurred, row, 0));
    assertEquals(Math.rint(250 * middle * (middle + far)), red(blurred, row, 1));
  }

  @Test
  void neutralDraws_changeNoBit() {
    List<byte[]> pictures = List.of(noise(1), smooth(2), noise(3));
    List<ColourDraw> neutral =
        List.of(ColourDraw.NONE, jitter(1, 1, 1, 0, 3, 1, 0, 2), ColourDraw.NONE);
    assertEqualBytes(pictures, apply(pictures, neutral));
    List<ColourDraw> beside = List.of(ColourDraw.NONE, blur(2), ColourDraw.NONE);
    assertArrayEquals(pictures.get(0), apply(pictures, beside).get(0));
  }

  @Test
  void patches_moreThanAPart_areWhatEachIsAlone() {
    List<byte[]> pictures = new ArrayList<>();
    List<ColourDraw> draws = new ArrayList<>();
    Random random = new Random(5);
    for (int i = 0; i < BatchColours.PART + 3; i++) {
      pictures.add(noise(i));
      draws.add(draw(random));
    }
    List<byte[]> together = apply(pictures, draws);
    for (int i :
        new int[] {0, 1, 2, BatchColours.PART - 1, BatchColours.PART, pictures.size() - 1}) {
      byte[] alone = apply(List.of(pictures.get(i)), List.of(draws.get(i))).get(0);
      assertArrayEquals(alone, together.get(i), "patch " + i);
    }
  }

  @ParameterizedTest
  @CsvSource({"brightness, 0", "contrast, 1", "saturation, 2", "hue, 3", "gray, 4", "blur, 5"})
  void eachOperation_ofRandomStrength_isCloseToTheLoaders(String name, int operation) {
    Random random = new Random(operation);
    for (int i = 0; i < 20; i++) {
      double factor = 0.6 + 0.8 * random.nextDouble();
      ColourDraw draw =
          switch (operation) {
            case 0 -> jitter(factor, 1, 1, 0, ORDER);
            case 1 -> jitter(1, factor, 1, 0, ORDER);
            case 2 -> jitter(1, 1, factor, 0, ORDER);
            case 3 -> jitter(1, 1, 1, factor - 1, ORDER);
            case 4 -> new ColourDraw(null, true, 0);
            default -> blur(0.1 + 1.9 * random.nextDouble());
          };
      byte[] picture = noise(i);
      byte[] expected = loaders(picture, draw);
      byte[] actual = apply(List.of(picture), List.of(draw)).get(0);
      Differences differences = Differences.of(expected, actual);
      int most = name.equals("blur") ? 2 : 1; // OpenCV's kernels are whole 256ths
      assertTrue(differences.most() <= most, name + " " + draw + ": " + differences);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void manyDraws_areCloseToTheLoaders(boolean noise) {
    Random random = new Random(7);
    List<byte[]> pictures = new ArrayList<>();
    List<ColourDraw> draws = new ArrayList<>();
    List<byte[]> expected = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      pictures.add(noise ? noise(i) : smooth(i));
      draws.add(draw(random));
      expected.add(loaders(pictures.get(i), draws.get(i)));
    }
    Differences differences = Differences.of(expected, apply(pictures, draws));
    assertTrue(differences.mean() < 0.2, differences.toString());
    assertTrue(differences.above2() < 0.001, differences.toString());
  }

  @Test
  void apply_leavesNothingButItsResult() {
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray bytes = bytes(manager, List.of(noise(1), noise(2)));
      List<ColourDraw> draws = List.of(blur(1), jitter(1.2, 0.8, 1.1, 0.1, ORDER));
      NDArray result = BatchColours.apply(bytes, draws);
      assertEquals(2, manager.getManagedArrays().size());
      assertEquals(manager, result.getManager());
    }
  }

  private static ColourDraw draw(Random random) {
    List<Integer> order = new ArrayList<>(List.of(0, 1, 2, 3));
    Collections.shuffle(order, random);
    Jitter jitter =
        new Jitter(
            0.6 + 0.8 * random.nextDouble(),
            0.6 + 0.8 * random.nextDouble(),
            0.6 + 0.8 * random.nextDouble(),
            0.2 * random.nextDouble() - 0.1,
            order.stream().mapToInt(Integer::intValue).toArray());
    return new ColourDraw(
        random.nextDouble() < 0.8 ? jitter : null,
        random.nextDouble() < 0.2,
        random.nextBoolean() ? 0.1 + 1.9 * random.nextDouble() : 0);
  }

  private static byte[] noise(long seed) {
    byte[] rgb = new byte[3 * PIXELS * PIXELS];
    new Random(seed).nextBytes(rgb);
    return rgb;
  }

  /** Waves of colours, as smooth as the pictures of a video. */
  private static byte[] smooth(long seed) {
    Random random = new Random(seed);
    byte[] rgb = new byte[3 * PIXELS * PIXELS];
    for (int channel = 0; channel < 3; channel++) {
      double across = 0.4 * random.nextDouble();
      double down = 0.4 * random.nextDouble();
      double begin = 6 * random.nextDouble();
      for (int i = 0; i < PIXELS * PIXELS; i++) {
        double wave = Math.sin(begin + across * (i % PIXELS) + down * (i / PIXELS));
        rgb[3 * i + channel] = (byte) Math.round(128 + 120 * wave);
      }
    }
    return rgb;
  }

  private static byte[] loaders(byte[] rgb, ColourDraw draw) {
    try (Mat patch = Pictures.toMat(new Frame(PIXELS, PIXELS, rgb.clone()))) {
      draw.apply(patch);
      return Pictures.toFrame(patch).rgb();
    }
  }

  private static NDArray bytes(NDManager manager, List<byte[]> pictures) {
    int pixels = (int) Math.sqrt(pictures.get(0).length / 3.0);
    ByteBuffer buffer = ByteBuffer.allocateDirect(pictures.size() * pictures.get(0).length);
    pictures.forEach(buffer::put);
    Shape shape = new Shape(pictures.size(), pixels, pixels, 3);
    return manager.create(buffer.rewind(), shape, DataType.UINT8);
  }

  private static List<byte[]> apply(List<byte[]> pictures, List<ColourDraw> draws) {
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray result = BatchColours.apply(bytes(manager, pictures), draws);
      float[] values = result.toFloatArray();
      int size = pictures.get(0).length;
      List<byte[]> coloured = new ArrayList<>();
      for (int picture = 0; picture < pictures.size(); picture++) {
        byte[] rgb = new byte[size];
        for (int i = 0; i < size; i++) {
          float value = values[picture * size + i];
          assertTrue(value >= 0 && value <= 255 && value == Math.rint(value), "level " + value);
          rgb[i] = (byte) value;
        }
        coloured.add(rgb);
      }
      return coloured;
    }
  }

  private static int red(byte[] rgb, int row, int column) {
    return rgb[3 * (row * PIXELS + column)] & 0xFF;
  }

  private static void assertPixel(ColourDraw draw, int[] pixel, int[] expected) {
    assertLevels(draw, pixel, expected);
  }

  private static void assertLevels(ColourDraw draw, int[] levels, int[] expected) {
    byte[] rgb = new byte[levels.length];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (byte) levels[i];
    }
    byte[] actual = apply(List.of(rgb), List.of(draw)).get(0);
    for (int i = 0; i < rgb.length; i++) {
      assertEquals(expected[i], actual[i] & 0xFF, 1, "value " + i + " of " + draw);
    }
  }

  private static void assertEqualBytes(List<byte[]> expected, List<byte[]> actual) {
    for (int i = 0; i < expected.size(); i++) {
      assertArrayEquals(expected.get(i), actual.get(i), "patch " + i);
    }
  }
}
