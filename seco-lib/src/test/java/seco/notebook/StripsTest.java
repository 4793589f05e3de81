package seco.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import seco.display.FilmStrip;
import seco.display.Palette;
import seco.experiment.LabData;
import seco.experiment.SegmentFrames;
import seco.experiment.UntrimmedLab;
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

  @Test
  void addNeighbours_rightAndWrong_areFramedInTheirColours() throws Exception {
    try (LabData lab = LabData.open(root, Scale.SMOKE, 0.5, 1, Progress.SILENT)) {
      int label = lab.test().video(0).label();
      int[] gallery = lab.train().labels();
      int right =
          IntStream.range(0, gallery.length)
              .filter(i -> gallery[i] == label)
              .findFirst()
              .orElseThrow();
      int wrong =
          IntStream.range(0, gallery.length)
              .filter(i -> gallery[i] != label)
              .findFirst()
              .orElseThrow();
      assertEquals(List.of(true, true, true), framed(lab, right, wrong));
      assertEquals(List.of(true, true, false), framed(lab, right, right));
      assertEquals(List.of(true, false, true), framed(lab, wrong));
    }
  }

  @Test
  void addSegments_framesOfASegment_areBorderedGreen() throws Exception {
    try (UntrimmedLab lab = UntrimmedLab.open(root, Scale.SMOKE, 0.5, 1, Progress.SILENT)) {
      SegmentFrames segments = new SegmentFrames(lab.test(), lab.testSegments());
      FilmStrip strip = new FilmStrip(64);
      Strips.addSegments(strip, "one", lab.test(), segments, 0, 48, 10);
      assertEquals("film strip of 5 rows, 48 pictures", strip.toString());
      long inside =
          IntStream.range(0, 48).filter(frame -> segments.holds(lab.test(), 0, frame)).count();
      assertTrue(inside > 0 && inside < 48, "actions and idle frames: " + inside);
      assertEquals(inside * 3 * (4 * 64 - 4 * 3), pixels(strip.image(), Palette.GREEN));
    }
  }

  /** Whether the strip of the first test video has whole frames of black, green, and vermillion. */
  private static List<Boolean> framed(LabData lab, int... nearest) throws IOException {
    FilmStrip strip = new FilmStrip(64);
    Strips.addNeighbours(strip, "", lab.test(), 0, lab.train(), nearest);
    BufferedImage image = strip.image();
    return Stream.of(Palette.BLACK, Palette.GREEN, Palette.VERMILLION)
        .map(colour -> pixels(image, colour) > 4 * 60)
        .toList();
  }

  private static long pixels(BufferedImage image, Palette colour) {
    int[] all = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    return IntStream.of(all).filter(rgb -> rgb == colour.colour().getRGB()).count();
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
