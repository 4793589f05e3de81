package seco.display;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class LineTest {
  @Test
  void smoothed_windowOfThree_isMeanOfNeighboursCutAtTheEnds() {
    double[] y = Line.of("a", 0, 3, 6, 0).smoothed(3).y();
    assertArrayEquals(new double[] {1.5, 3, 3, 3}, y, 1e-12);
  }

  @Test
  void smoothed_gap_staysGapAndIsLeftOutOfMeans() {
    double[] y = Line.of("a", 1, Double.NaN, 5).smoothed(3).y();
    assertArrayEquals(new double[] {1, Double.NaN, 5}, y, 1e-12);
  }

  @Test
  void dashed_keepsColourAndPoints() {
    Line line = Line.of("a", 1, 2).coloured(Palette.GREEN).dashed();
    assertEquals(Palette.GREEN, line.colour());
    assertTrue(line.reference());
    assertArrayEquals(new double[] {1, 2}, line.y());
  }

  @Test
  void line_unequalLengths_isRefused() {
    assertThrows(IllegalArgumentException.class, () -> Line.of("a", new double[2], new double[3]));
  }
}
