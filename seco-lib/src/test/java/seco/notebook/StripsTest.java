package seco.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import seco.display.FilmStrip;
import seco.display.Palette;
import seco.experiment.LabData;
import seco.probe.FeatureConfig;
import seco.run.Progress;
import seco.run.Scale;

class StripsTest {
  @TempDir Path root;

  @Test
  void addCrops_boxStandsInTheMiddleOfEveryFrame() throws Exception {
    try (LabData lab = LabData.open(root, Scale.SMOKE, 0.5, 1, Progress.SILENT)) {
      FilmStrip one = new FilmStrip(64);
      Strips.addCrops(one, "", lab.train(), 0, new FeatureConfig(1, 64, 32));
      BufferedImage image = one.image();
      assertEquals(32, widthOfBoxes(image), 3); // half of 64
      FilmStrip four = new FilmStrip(64);
      Strips.addCrops(four, "", lab.train(), 0, new FeatureConfig(4, 64, 32));
      assertTrue(four.image().getWidth() > 3 * image.getWidth());
    }
  }

  /** Distance between the leftmost and the rightmost pixel of a box. */
  private static int widthOfBoxes(BufferedImage image) {
    int left = image.getWidth();
    int right = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        if (image.getRGB(x, y) == Palette.VERMILLION.colour().getRGB()) {
          left = Math.min(left, x);
          right = Math.max(right, x);
        }
      }
    }
    return right - left;
  }
}
