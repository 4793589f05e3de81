package seco.display;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import seco.video.Frame;

class ConsensusFigureTest {
  private static Frame grey(int value) {
    byte[] rgb = new byte[3 * 40 * 40];
    Arrays.fill(rgb, (byte) value);
    return new Frame(40, 40, rgb);
  }

  private static ConsensusFigure figure(double[][] scores, List<String> classes) {
    return new ConsensusFigure(
        List.of(grey(90), grey(160)), new int[] {2, 7}, 10, scores, classes, 0);
  }

  @Test
  void consensus_isTheMeanOfTheScores() {
    ConsensusFigure figure = figure(new double[][] {{1, 2}, {5, -4}}, List.of("run", "bow"));
    assertArrayEquals(new double[] {3, -1}, figure.consensus());
    assertEquals("figure: 2 segments of a video of run, their consensus is run", figure.toString());
  }

  @Test
  void image_showsEachFrameInItsSegmentsPlace() {
    BufferedImage image = figure(new double[][] {{1, 2}, {5, -4}}, List.of("run", "bow")).image();
    assertEquals(90, new Color(image.getRGB(2 * 240, 2 * 122)).getRed(), 2); // 30 + 840 / 4
    assertEquals(160, new Color(image.getRGB(2 * 660, 2 * 122)).getRed(), 2);
    assertEquals(Color.WHITE, new Color(image.getRGB(2, 2)));
  }

  @Test
  void image_ofManyClasses_showsTheHighestAlone() {
    double[][] scores = new double[2][50];
    List<String> classes = IntStream.range(0, 50).mapToObj(k -> "class " + k).toList();
    int ten = figure(scores, classes).image().getHeight();
    assertEquals(ten, figure(new double[2][10], classes.subList(0, 10)).image().getHeight());
  }

  @Test
  void framesWithoutScores_areRefused() {
    List<String> classes = List.of("a");
    assertThrows(IllegalArgumentException.class, () -> figure(new double[3][1], classes));
  }
}
