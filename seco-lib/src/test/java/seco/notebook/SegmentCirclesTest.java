package seco.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import seco.display.Palette;
import seco.display.UnitCircle;
import seco.experiment.SegmentPoints;

class SegmentCirclesTest {
  private static final int RADIUS = 66; // of a picture of 200 pixels
  private static final int MIDDLE = 106;

  @Test
  void of_everyVideo_hasAColour() {
    BufferedImage image = image(new double[][][] {{{90, 90}, {90, 90}}, {{180, 180}, {180, 180}}});
    assertEquals(Palette.BLUE.colour().getRGB(), image.getRGB(100, MIDDLE - RADIUS));
    assertEquals(Palette.VERMILLION.colour().getRGB(), image.getRGB(100 - RADIUS, MIDDLE));
  }

  @Test
  void of_segmentsThatLieTogether_haveOneLabel() {
    int together = ink(image(new double[][][] {{{0, 0}, {0, 0}}})); // "1,2"
    int same = ink(image(new double[][][] {{{0, 90}, {0, 90}}})); // "1" and "2"
    int apart = ink(image(new double[][][] {{{0, 90}, {180, 270}}})); // "1", "2", "1", "2"
    assertTrue(same > together - 40 && same < together + 40, same + " and " + together);
    assertTrue(apart > 1.5 * same, apart + " and " + same);
  }

  private static BufferedImage image(double[][][] degrees) {
    return UnitCircle.row(200, List.of(SegmentCircles.of("", new SegmentPoints(degrees))));
  }

  /** Pixels of letters. */
  private static int ink(BufferedImage image) {
    int[] all = image.getRGB(0, 0, 200, 200, null, 0, 200);
    return (int) IntStream.of(all).filter(rgb -> (rgb & 0xFF) < 0x60 && grey(rgb)).count();
  }

  private static boolean grey(int rgb) {
    return (rgb & 0xFF) == (rgb >> 8 & 0xFF) && (rgb & 0xFF) == (rgb >> 16 & 0xFF);
  }
}
