package seco.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class IntervalTest {
  @Test
  void threeValues_haveStudentsInterval() {
    Interval interval = Interval.of(1, 2, 3);

    assertEquals(2, interval.mean(), 1e-12);
    // 4.302653 is the 97.5 % point of Student's t with two degrees of freedom.
    assertEquals(4.302653 / Math.sqrt(3), interval.halfWidth(), 1e-5);
    assertEquals(3, interval.values());
  }

  @Test
  void equalValues_haveNoWidth() {
    assertEquals(0, Interval.of(0.5, 0.5).halfWidth());
  }

  @Test
  void oneValue_hasNoInterval() {
    Interval interval = Interval.of(0.25);

    assertEquals(0.25, interval.mean());
    assertTrue(Double.isNaN(interval.halfWidth()));
  }

  @Test
  void noValues_areRefused() {
    assertThrows(IllegalArgumentException.class, Interval::of);
  }
}
