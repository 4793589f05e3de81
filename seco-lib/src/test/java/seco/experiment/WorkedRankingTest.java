package seco.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.NDManager;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorkedRankingTest {
  private static final double[] RIGHT = {0, 90};
  private static final double[] EXCHANGED = {90, 0};

  @Test
  void terms_ofTwoSegments_areEight_eachAgainstTheOtherSegment() {
    List<WorkedRanking.Term> terms = new WorkedRanking(RIGHT, new double[] {0, 60}, 0.5).terms();
    assertEquals(
        List.of("r1 r2", "r1 p2", "r2 r1", "r2 p1", "p1 r2", "p1 p2", "p2 r1", "p2 p1"),
        terms.stream().map(term -> term.anchor() + " " + term.other()).toList());
    WorkedRanking.Term second = terms.get(1); // r1 at 0°, p1 at 0°, p2 at 60°
    assertEquals(1, second.own(), 1e-12);
    assertEquals(0.5, second.theirs(), 1e-12);
    assertEquals(-1, second.exponent(), 1e-12);
    assertEquals(Math.log(1 + Math.exp(-1)), second.term(), 1e-12);
  }

  @Test
  void solved_byHandAndByTheLibrary() {
    WorkedRanking solved = new WorkedRanking(RIGHT, RIGHT, 0.5);
    double term = Math.log(1 + Math.exp(-2)); // every other is a right angle away
    assertEquals(term, solved.byHand(false), 1e-12);
    assertEquals(term, solved.byHand(true), 1e-12);
    requireLibrary(solved);
  }

  @Test
  void exchanged_byHandAndByTheLibrary() {
    WorkedRanking exchanged = new WorkedRanking(RIGHT, EXCHANGED, 0.05);
    // Half of the terms compare a right angle with a right angle, half 1 with 0: an exponent of 20.
    assertEquals((Math.log(2) + 20) / 2, exchanged.byHand(false), 1e-8);
    assertEquals((Math.log(2) + Math.log(1 + Math.exp(5))) / 2, exchanged.byHand(true), 1e-12);
    requireLibrary(exchanged);
  }

  private static void requireLibrary(WorkedRanking worked) {
    try (NDManager manager = NDManager.newBaseManager()) {
      assertEquals(worked.byHand(false), worked.library(manager, false), 1e-5);
      assertEquals(worked.byHand(true), worked.library(manager, true), 1e-5);
    }
  }

  @Test
  void oneSegment_isRefused() {
    double[] one = {0};
    assertThrows(IllegalArgumentException.class, () -> new WorkedRanking(one, one, 0.05));
    assertThrows(IllegalArgumentException.class, () -> new WorkedRanking(RIGHT, one, 0.05));
  }
}
