package seco.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import seco.InputException;
import seco.display.FilmStrip;
import seco.display.Palette;
import seco.experiment.LabData;
import seco.lab.Action;
import seco.probe.FeatureSet;
import seco.probe.Neighbours;
import seco.probe.Retrieval;
import seco.run.Card;
import seco.run.Progress;
import seco.run.Scale;

class NeighbourStripsTest {
  private static final List<String> ACTIONS = Action.all().stream().map(Action::name).toList();

  private static final double[][] COSINES = {{0.9, 0.8}};

  @TempDir Path root;

  private LabData open() throws IOException {
    return LabData.open(root, Scale.SMOKE, 0.5, 1, Progress.SILENT);
  }

  /** The first training video that is, or is not, of the first test video's class. */
  private static int first(LabData lab, boolean same) {
    int label = lab.test().video(0).label();
    int[] gallery = lab.train().labels();
    return IntStream.range(0, gallery.length)
        .filter(i -> (gallery[i] == label) == same)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void videos_rightAndWrong_areBorderedInTheirColours() throws IOException {
    try (LabData lab = open()) {
      NeighbourStrips strips = new NeighbourStrips(lab.test(), lab.train(), ACTIONS);
      int right = first(lab, true);
      int wrong = first(lab, false);
      Neighbours found = new Neighbours(new int[][] {{right, wrong}}, COSINES);
      FilmStrip both = strips.videos(64, found, 0);
      assertEquals("film strip of 1 rows, 3 pictures", both.toString());
      assertEquals(List.of(true, true, true), bordered(both));
      assertEquals(List.of(true, true, false), bordered(strips.videos(64, found.first(1), 0)));
      int captions =
          both.image().getHeight()
              - new FilmStrip(64).video("", lab.test(), 0, 2).image().getHeight();
      assertEquals(18, captions, "a line below the pictures");
    }
  }

  @Test
  void moments_firstRightOne_standsBelowTheNearest() throws IOException {
    try (LabData lab = open()) {
      NeighbourStrips strips = new NeighbourStrips(lab.test(), lab.train(), ACTIONS);
      Neighbours rows =
          new Neighbours(new int[][] {{first(lab, false), first(lab, true)}}, COSINES);
      Retrieval second = new Retrieval(new int[1], rows, new int[] {2}, 10, Card.EMPTY);
      assertEquals(
          "film strip of 3 rows, 15 pictures", strips.moments(64, 5, second, 0).toString());
      Retrieval never = new Retrieval(new int[1], rows, new int[] {0}, 10, Card.EMPTY);
      assertEquals("film strip of 2 rows, 10 pictures", strips.moments(64, 5, never, 0).toString());
    }
  }

  @Test
  void frames_belowEachFrame_standsItsNearest() throws IOException {
    try (LabData lab = open()) {
      NeighbourStrips strips = new NeighbourStrips(lab.test(), lab.train(), ACTIONS);
      FeatureSet asking = frames(lab.test().video(0).path(), lab.test().video(0).label());
      int wrong = first(lab, false);
      FeatureSet asked = frames(lab.train().video(wrong).path(), lab.train().video(wrong).label());
      Neighbours found = new Neighbours(new int[][] {{1}, {0}}, new double[][] {{0.9}, {0.8}});
      FilmStrip strip = strips.frames(64, asking, asked, found, 0, 1);
      assertEquals("film strip of 2 rows, 4 pictures", strip.toString());
      assertEquals(List.of(true, false, true), bordered(strip));
      FeatureSet stranger = frames("videos/none.mp4", 0);
      String message =
          assertThrows(InputException.class, () -> strips.frames(64, asking, stranger, found, 0))
              .getMessage();
      assertEquals("videos/none.mp4: no video of this frame store", message);
    }
  }

  private static FeatureSet frames(String path, int label) {
    return new FeatureSet(
        new float[2], 1, new int[] {label, label}, List.of(path + "#0", path + "#9"), Map.of());
  }

  /** Whether a strip has whole borders of black, green, and vermillion. */
  private static List<Boolean> bordered(FilmStrip strip) {
    BufferedImage image = strip.image();
    int[] all = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    return Stream.of(Palette.BLACK, Palette.GREEN, Palette.VERMILLION)
        .map(colour -> count(all, colour.colour().getRGB()) > 4 * 60)
        .toList();
  }

  private static long count(int[] pixels, int rgb) {
    return IntStream.of(pixels).filter(pixel -> pixel == rgb).count();
  }
}
