package seco.display;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnitCircleTest {
  private static final int PIXELS = 200;
  private static final int MIDDLE = PIXELS / 2;
  private static final int DOWN = (int) (0.53 * PIXELS);
  private static final int RADIUS = (int) (0.33 * PIXELS);

  @Test
  void row_twoCircles_standSideBySide() {
    List<UnitCircle> circles = List.of(UnitCircle.titled("a"), UnitCircle.titled("b"));
    BufferedImage image = UnitCircle.row(PIXELS, circles);
    assertEquals(2 * PIXELS, image.getWidth());
    assertEquals(PIXELS, image.getHeight());
  }

  @Test
  void points_lieAntiClockwiseFromTheRight() {
    UnitCircle circle =
        UnitCircle.titled("")
            .point("", 0, Palette.VERMILLION)
            .points("", new double[] {90}, Palette.BLUE);
    BufferedImage image = UnitCircle.row(PIXELS, List.of(circle));
    Color right = new Color(image.getRGB(MIDDLE + RADIUS, DOWN));
    Color top = new Color(image.getRGB(MIDDLE, DOWN - RADIUS));
    assertTrue(right.getRed() > 190 && right.getBlue() < 80, "right " + right);
    assertTrue(top.getBlue() > 150 && top.getRed() < 80, "top " + top);
  }

  @Test
  void arrows_ofAllCircles_shareOneScale() {
    UnitCircle longer = UnitCircle.titled("").arrow(180, new double[] {8, 0}, Palette.VERMILLION);
    UnitCircle shorter = UnitCircle.titled("").arrow(180, new double[] {4, 0}, Palette.VERMILLION);
    BufferedImage image = UnitCircle.row(PIXELS, List.of(longer, shorter));
    int first = reach(image, 0);
    int second = reach(image, PIXELS);
    assertTrue(first > 30 && Math.abs(first - 2 * second) <= 3, first + " and " + second);
  }

  /** Coloured columns near the horizontal through the circle's middle. */
  private static int reach(BufferedImage image, int from) {
    int count = 0;
    for (int x = from; x < from + PIXELS; x++) {
      Color colour = new Color(image.getRGB(x, DOWN - 1)); // the line's own row
      count += colour.getRed() - colour.getBlue() > 100 ? 1 : 0;
    }
    return count;
  }
}
