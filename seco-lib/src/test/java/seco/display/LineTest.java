package seco.display;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

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
  void line_unequalLengths_isRefused() {
    assertThrows(IllegalArgumentException.class, () -> Line.of("a", new double[2], new double[3]));
  }
}
