package seco.display;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.internal.chartpart.Chart;

class ChartsTest {
  private static final List<String> LABELS = List.of("a", "b", "c");

  @Test
  void lines_drawn_showEachLineInItsColour() throws IOException {
    XYChart chart = Charts.lines("t", "x", "y", Line.of("up", 0, 1, 2), Line.of("down", 2, 1, 0));
    BufferedImage image = image(chart);
    assertTrue(holds(image, Palette.BLUE));
    assertTrue(holds(image, Palette.VERMILLION));
    assertFalse(holds(image, Palette.GREEN));
  }

  @Test
  void lines_level_isDashedAndTakesNoColourOfThePalette() {
    XYChart chart =
        Charts.lines("t", "x", "y", Line.level("chance", 0.5, 0, 2), Line.of("up", 0, 1, 2));
    assertEquals(Palette.BLUE.colour(), chart.getSeriesMap().get("up").getLineColor());
    assertEquals(Palette.GREY, chart.getSeriesMap().get("chance").getLineColor());
  }

  /** Only data that are not equally spaced get ticks at round places by the chart library. */
  @Test
  void lines_longAxis_beginsAHairBeforeItsData() {
    XYChart chart = Charts.lines("t", "step", "y", Line.of("up", new double[1201]));
    assertEquals(-0.5, chart.getStyler().getXAxisMin(), 1e-12, "half a step, not a whole one");
    XYChart dense = Charts.lines("t", "step", "y", Line.of("up", new double[101]));
    assertEquals(-0.1, dense.getStyler().getXAxisMin(), 1e-12, "a thousandth");
    XYChart few = Charts.lines("t", "step", "y", Line.of("up", new double[12]));
    assertNull(few.getStyler().getXAxisMin());
  }

  @Test
  void lines_nothingButGaps_areLeftOut() throws IOException {
    XYChart chart =
        Charts.lines("t", "x", "y", Line.of("none", Double.NaN, Double.NaN), Line.of("up", 0, 1));
    assertEquals(1, chart.getSeriesMap().size());
    image(chart);
  }

  @Test
  void everyChart_withGaps_isAnImageOfTwiceItsSize() throws IOException {
    double[] gap = {1, Double.NaN, 3};
    image(Charts.lines("t", "x", "y", Line.of("gap", gap)));
    image(Charts.bars("t", "y", LABELS, gap));
    image(Charts.groupedBars("t", "y", LABELS, Charts.groups(List.of("p", "q"), gap, gap)));
    image(Charts.intervals("t", "y", LABELS, gap, new double[] {0.5, Double.NaN, 0.2}));
    double[][] seeds = {{1, 2}, {}, {3}};
    image(Charts.intervals("t", "y", LABELS, new double[] {1.5, 2, 3}, gap, seeds));
    image(Charts.scatter("t", "x", "y", List.of(new Points("p", gap, gap))));
    image(Charts.heatMap("t", new double[][] {gap, gap}, List.of("p", "q"), LABELS));
  }

  @Test
  void heatMap_firstRow_standsOnTop() throws IOException {
    double[][] matrix = {{0, 0}, {9, 9}};
    Chart<?, ?> chart = Charts.heatMap("t", matrix, List.of("p", "q"), List.of("a", "b"));
    BufferedImage image = image(chart);
    assertTrue(
        brightness(image, image.getHeight() / 3) > brightness(image, 2 * image.getHeight() / 3));
  }

  @Test
  void png_sameChart_givesSameBytes() {
    assertArrayEquals(
        Png.of(Charts.bars("t", "y", LABELS, 1, 2, 3)),
        Png.of(Charts.bars("t", "y", LABELS, 1, 2, 3)));
  }

  @Test
  void bars_missingLabel_isRefused() {
    assertThrows(IllegalArgumentException.class, () -> Charts.bars("t", "y", LABELS, 1, 2));
  }

  private static BufferedImage image(Chart<?, ?> chart) throws IOException {
    byte[] png = Png.of(chart);
    assertArrayEquals(new byte[] {(byte) 0x89, 'P', 'N', 'G'}, java.util.Arrays.copyOf(png, 4));
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
    assertEquals(2 * chart.getWidth(), image.getWidth());
    assertEquals(2 * chart.getHeight(), image.getHeight());
    return image;
  }

  private static boolean holds(BufferedImage image, Palette colour) {
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        if (image.getRGB(x, y) == colour.colour().getRGB()) {
          return true;
        }
      }
    }
    return false;
  }

  /** Mean of a row's red values. */
  private static double brightness(BufferedImage image, int y) {
    double sum = 0;
    for (int x = 0; x < image.getWidth(); x++) {
      sum += (image.getRGB(x, y) >> 16) & 0xFF;
    }
    return sum / image.getWidth();
  }
}
