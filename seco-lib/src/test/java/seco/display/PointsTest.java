package seco.display;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class PointsTest {
  private static final double[][] PLACES = {{1, 10}, {2, 20}, {3, 30}};

  @Test
  void byLabel_threePlaces_areGroupedInTheNamesOrder() {
    List<Points> groups = Points.byLabel(PLACES, new int[] {2, 0, 2}, List.of("a", "b", "c"));
    assertEquals(List.of("a", "b", "c"), groups.stream().map(Points::name).toList());
    assertArrayEquals(new double[] {2}, groups.get(0).x());
    assertEquals(0, groups.get(1).x().length);
    assertArrayEquals(new double[] {1, 3}, groups.get(2).x());
    assertArrayEquals(new double[] {10, 30}, groups.get(2).y());
  }

  @Test
  void byLabel_missingLabel_isRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> Points.byLabel(PLACES, new int[] {0, 0}, List.of("a")));
  }
}
