package seco.display;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import seco.video.Frame;

class FilmStripTest {
  private static final int MARGIN = 10;
  private static final int GAP = 6;
  private static final int EDGE = 20;

  @Test
  void row_withoutLabel_standsAtTheMarginWithGaps() {
    BufferedImage image = new FilmStrip(EDGE).row("", grey(EDGE, 50), grey(EDGE, 200)).image();
    assertEquals(2 * MARGIN + 2 * EDGE + GAP, image.getWidth());
    assertEquals(2 * MARGIN + EDGE, image.getHeight());
    assertEquals(255, red(image, MARGIN - 1, MARGIN));
    assertEquals(50, red(image, MARGIN, MARGIN));
    assertEquals(50, red(image, MARGIN + EDGE - 1, MARGIN + EDGE - 1));
    assertEquals(255, red(image, MARGIN + EDGE, MARGIN));
    assertEquals(200, red(image, MARGIN + EDGE + GAP, MARGIN));
  }

  @Test
  void picture_smallerThanTheStrip_isEnlargedByRepeatingPixels() {
    byte[] rgb = new byte[12];
    Arrays.fill(rgb, 3, 6, (byte) 100); // the upper right of 2 x 2 pixels
    BufferedImage image = new FilmStrip(EDGE).row("", new Frame(2, 2, rgb)).image();
    assertEquals(0, red(image, MARGIN + EDGE / 2 - 1, MARGIN));
    assertEquals(100, red(image, MARGIN + EDGE / 2, MARGIN));
    assertEquals(100, red(image, MARGIN + EDGE - 1, MARGIN + EDGE / 2 - 1));
    assertEquals(0, red(image, MARGIN + EDGE - 1, MARGIN + EDGE / 2));
  }

  @Test
  void picture_largerThanTheStrip_isAveraged() {
    byte[] rgb = new byte[3 * 40 * 40];
    for (int pixel = 0; pixel < 40 * 40; pixel += 2) {
      Arrays.fill(rgb, 3 * pixel, 3 * pixel + 3, (byte) 100); // stripes
    }
    BufferedImage image = new FilmStrip(EDGE).row("", new Frame(40, 40, rgb)).image();
    assertEquals(50, red(image, MARGIN + 5, MARGIN + 5));
  }

  @Test
  void border_isDrawnInItsColourWithinThePicture() {
    Picture picture = Picture.of(grey(EDGE, 50)).bordered(Palette.GREEN);
    BufferedImage image = new FilmStrip(EDGE).row("", List.of(picture)).image();
    assertEquals(Palette.GREEN.colour(), new Color(image.getRGB(MARGIN, MARGIN)));
    assertEquals(Palette.GREEN.colour(), new Color(image.getRGB(MARGIN + 2, MARGIN + 9)));
    assertEquals(50, red(image, MARGIN + 3, MARGIN + 9));
  }

  @Test
  void box_isScaledWithThePicture() {
    Picture picture = Picture.of(grey(10, 50)).boxed(2, 2, 5, 5, Palette.BLUE);
    BufferedImage image = new FilmStrip(40).row("", List.of(picture)).image();
    assertEquals(Palette.BLUE.colour(), new Color(image.getRGB(MARGIN + 8, MARGIN + 18)));
    assertEquals(50, red(image, MARGIN + 18, MARGIN + 18));
  }

  @Test
  void labelCaptionAndHeading_makeRoomForThemselves() {
    FilmStrip plain = new FilmStrip(EDGE).row("", grey(EDGE, 50));
    FilmStrip told =
        new FilmStrip(EDGE)
            .headings("now")
            .row("wave", List.of(Picture.of(grey(EDGE, 50)).captioned("1")));
    assertEquals(plain.image().getHeight() + 18 + GAP + 18, told.image().getHeight());
    int more = told.image().getWidth() - plain.image().getWidth();
    assertEquals(50, red(told.image(), MARGIN + more, MARGIN + 18 + GAP));
  }

  @Test
  void strip_withoutRow_isRefused() {
    assertThrows(IllegalStateException.class, () -> new FilmStrip(EDGE).image());
  }

  private static Frame grey(int edge, int value) {
    byte[] rgb = new byte[3 * edge * edge];
    Arrays.fill(rgb, (byte) value);
    return new Frame(edge, edge, rgb);
  }

  private static int red(BufferedImage image, int x, int y) {
    return (image.getRGB(x, y) >> 16) & 0xFF;
  }
}
