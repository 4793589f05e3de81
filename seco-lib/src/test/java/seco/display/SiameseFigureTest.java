package seco.display;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import seco.video.Frame;

class SiameseFigureTest {
  private static Frame grey(int pixels, int value) {
    byte[] rgb = new byte[3 * pixels * pixels];
    Arrays.fill(rgb, (byte) value);
    return new Frame(pixels, pixels, rgb);
  }

  @Test
  void image_showsBothPicturesAndSaysTheSizes() {
    SiameseFigure figure =
        new SiameseFigure(
            grey(127, 90), grey(255, 160), new double[4][4], new double[8][8], new double[5][5], 6);
    BufferedImage image = figure.image();

    assertEquals("figure: a map of 4 x 4 in one of 8 x 8 gives 5 x 5 responses", figure.toString());
    assertEquals(90, new Color(image.getRGB(2 * 110, 2 * 85)).getRed(), 2);
    assertEquals(160, new Color(image.getRGB(2 * 110, 2 * 230)).getRed(), 2);
    assertEquals(Color.WHITE, new Color(image.getRGB(2, 2)));
  }
}
