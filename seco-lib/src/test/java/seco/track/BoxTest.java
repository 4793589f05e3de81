package seco.track;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class BoxTest {
  @Test
  void overlap_ofHalfABox_isOneThird() {
    Box a = new Box(1, 1, 20, 20);
    assertEquals(1 / 3.0, a.overlap(new Box(11, 1, 20, 20)), 1e-12);
    assertEquals(0, a.overlap(new Box(21, 1, 20, 20)), 0);
    assertTrue(Double.isNaN(a.overlap(Box.ABSENT)));
  }

  @Test
  void normalizedDistance_ofSmallBoxes_isInPixels() {
    assertEquals(0.5, new Box(6, 1, 10, 4).normalizedDistance(new Box(1, 1, 10, 4)), 1e-12);
    assertEquals(5, new Box(6, 1, 0.5, 4).normalizedDistance(new Box(1, 1, 0.5, 4)), 1e-12);
  }

  @Test
  void bounded_boxOverTheLeftEdge_isMovedNotCut() {
    assertEquals(new Box(0, 5, 30, 10), new Box(-20, 5, 30, 10).bounded(100, 50));
    assertEquals(new Box(90, 5, 10, 10), new Box(90, 5, 30, 10).bounded(100, 50));
  }

  @Test
  void presence_needsFiniteNumbersAndAnArea() {
    assertTrue(new Box(-5, -5, 0.5, 0.5).isPresent());
    assertFalse(new Box(1, 1, 0, 5).isPresent());
    assertFalse(Box.ABSENT.isPresent());
    assertFalse(new Box(Double.POSITIVE_INFINITY, 1, 5, 5).isPresent());
  }

  @Test
  void touches_countsPixelsFromOne() {
    assertTrue(new Box(100, 50, 9, 9).touches(100, 50));
    assertFalse(new Box(101, 50, 9, 9).touches(100, 50));
    assertFalse(new Box(-8, 1, 9, 9).touches(100, 50));
    assertTrue(new Box(-7.5, 1, 9, 9).touches(100, 50));
  }
}
