package seco.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class IntervalTest {
  @Test
  void of_threeSeeds_byTheTableOfStudent() {
    // Standard deviation 1, t(0.975; 2) = 4.302653: 4.302653 / sqrt(3).
    Interval interval = Interval.of(1, 2, 3);
    assertEquals(2, interval.mean(), 1e-12);
    assertEquals(2.484138, interval.halfWidth(), 1e-5);
    assertEquals(3, interval.values());
  }

  @Test
  void of_oneValue_hasNoWidth() {
    assertTrue(Double.isNaN(Interval.of(0.5).halfWidth()));
    assertThrows(IllegalArgumentException.class, Interval::of);
  }

  @Test
  void contains_valuesBetweenItsEnds() {
    Interval interval = new Interval(2, 0.5, 3);
    assertTrue(interval.contains(1.5) && interval.contains(2.5));
    assertFalse(interval.contains(1.4) || interval.contains(2.6));
    assertFalse(Interval.of(2).contains(2));
  }

  @Test
  void ofShare_halfOfFourHundred_byHand() {
    // sqrt(0.25 / 400) = 0.025, times 1.959964.
    Interval interval = Interval.ofShare(0.5, 400);
    assertEquals(0.5, interval.mean());
    assertEquals(0.0489991, interval.halfWidth(), 1e-6);
    assertEquals(400, interval.values());
  }

  @Test
  void ofShare_noShareOrNoExamples_isRefused() {
    assertThrows(IllegalArgumentException.class, () -> Interval.ofShare(1.5, 10));
    assertThrows(IllegalArgumentException.class, () -> Interval.ofShare(Double.NaN, 10));
    assertThrows(IllegalArgumentException.class, () -> Interval.ofShare(0.5, 0));
  }
}
