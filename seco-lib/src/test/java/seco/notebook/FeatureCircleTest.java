package seco.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import seco.display.Palette;
import seco.display.UnitCircle;
import seco.probe.FeatureSet;

class FeatureCircleTest {
  private static final FeatureSet UP =
      new FeatureSet(new float[] {0, 7}, 2, new int[1], List.of(""), Map.of());
  private static final FeatureSet LEFT =
      new FeatureSet(new float[] {-3, 0}, 2, new int[1], List.of(""), Map.of());

  @Test
  void of_lengthsDoNotCount_directionsDo() {
    BufferedImage image = UnitCircle.row(200, List.of(FeatureCircle.of("", UP, LEFT)));
    int middle = Math.round(0.53f * 200);
    int radius = 66;
    assertEquals(Palette.VERMILLION.colour().getRGB(), image.getRGB(100, middle - radius));
    assertEquals(Palette.BLUE.colour().getRGB(), image.getRGB(100 - radius, middle));
  }

  @Test
  void of_threeNumbers_areRefused() {
    FeatureSet three = new FeatureSet(new float[3], 3, new int[1], List.of(""), Map.of());
    assertThrows(IllegalArgumentException.class, () -> FeatureCircle.of("", three, LEFT));
  }
}
