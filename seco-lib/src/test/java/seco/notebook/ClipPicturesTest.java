package seco.notebook;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import seco.display.FilmStrip;
import seco.display.Palette;
import seco.experiment.LabData;
import seco.pretrain.DualVarConfig;
import seco.pretrain.DualVarFlavour;
import seco.run.Progress;
import seco.run.Scale;

class ClipPicturesTest {
  private static final DualVarConfig SMOKE = DualVarConfig.smoke(DualVarFlavour.SIMCLR);
  private static final int PIXELS = 72;
  private static final int PACE = 78; // a picture and the gap behind it
  private static final int MARGIN = 10;

  @TempDir private static Path root;
  private static LabData lab;

  @BeforeAll
  static void makeLab() throws IOException {
    lab = LabData.open(root, Scale.SMOKE, 0.5, 1, Progress.SILENT);
  }

  @AfterAll
  static void closeLab() throws IOException {
    lab.close();
  }

  @Test
  void views_shuffled_areTheThirdViewsSegmentsInTheirOrder() throws IOException {
    FilmStrip strip = ClipPictures.views(SMOKE, lab.train(), 0, 1, 0);
    assertEquals("film strip of 4 rows, 32 pictures", strip.toString());
    BufferedImage image = strip.image();
    for (int place = 0; place < 8; place++) {
      int from = (place + 4) % 8;
      assertArrayEquals(picture(image, 2, from), picture(image, 3, place), "place " + place);
    }
    assertEquals(Palette.BLUE.colour().getRGB(), picture(image, 2, 0)[0]);
    assertEquals(Palette.VERMILLION.colour().getRGB(), picture(image, 3, 0)[0]);
  }

  private static int[] picture(BufferedImage image, int row, int place) {
    int left = image.getWidth() - MARGIN - 8 * PACE + 6 + place * PACE;
    return image.getRGB(left, MARGIN + row * PACE, PIXELS, PIXELS, null, 0, PIXELS);
  }

  @Test
  void add_framesThatRepeat_areFramed() throws IOException {
    int[] still = {3, 3, 3};
    int[] moving = {3, 4, 5};
    assertEquals(2 * 4 * 3 * (PIXELS - 3), orange(still)); // two borders of three pixels
    assertEquals(0, orange(moving));
  }

  private static long orange(int... indices) throws IOException {
    FilmStrip strip = ClipPictures.add(new FilmStrip(PIXELS), "clip", lab.train(), 0, indices);
    BufferedImage image = strip.image();
    int[] all = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    return IntStream.of(all).filter(rgb -> rgb == Palette.ORANGE.colour().getRGB()).count();
  }
}
