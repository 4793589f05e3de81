package seco.track;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class MovedCutTest {
  private static final int N = 17;

  /** The cells of the object, as {@code row,column}, from the first to the last. */
  private static String ends(float[] labels) {
    int first = -1;
    int last = -1;
    int count = 0;
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] == 1) {
        first = first < 0 ? i : first;
        last = i;
        count++;
      }
    }
    return "%d cells, %d,%d to %d,%d".formatted(count, first / N, first % N, last / N, last % N);
  }

  @Test
  void object_movesAgainstTheSquare_andWithTheMirror() {
    // The square goes two cells to the right and one down: the object's middle is 7,6 of 0..16.
    MovedCut plain = new MovedCut(0, 2.0 / N, 1.0 / N, false);
    assertEquals("13 cells, 5,6 to 9,6", ends(plain.labels(N)));
    MovedCut mirrored = new MovedCut(0, 2.0 / N, 1.0 / N, true);
    assertEquals("13 cells, 5,10 to 9,10", ends(mirrored.labels(N)));
  }

  @Test
  void mirroredLabels_areThoseOfTheMirroredPicture() {
    for (int seed = 0; seed < 50; seed++) {
      MovedCut draw = MovedCut.draw(new Random(seed), MovedCut.SEARCH_SHIFT);
      assertTrue(Math.abs(draw.right()) <= MovedCut.SEARCH_SHIFT, draw.toString());
      assertTrue(Math.abs(draw.down()) <= MovedCut.SEARCH_SHIFT, draw.toString());
      assertTrue(Math.abs(draw.stretch()) <= 0.05, draw.toString());
      float[] plain = new MovedCut(0, draw.right(), draw.down(), false).labels(N);
      float[] mirrored = new MovedCut(0, draw.right(), draw.down(), true).labels(N);
      float[] turned = new float[plain.length];
      for (int i = 0; i < plain.length; i++) {
        turned[i / N * N + (N - 1 - i % N)] = plain[i];
      }
      assertArrayEquals(turned, mirrored, draw.toString());
    }
  }

  @Test
  void square_isStretchedAndMovedByItsOwnSide() {
    MovedCut cut = new MovedCut(0.25, 0.1, -0.2, true);
    Square square = cut.of(new Square(50, 60, 100), 0.5);
    assertEquals(new Square(50 - 0.2 * 40, 60 + 0.1 * 40, 40), square);
  }
}
