package seco.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SegmentOrderTest {
  private static final int DRAWS = 20_000;

  private static Map<String, Integer> orders(SegmentOrder order, int segments) {
    SplittableRandom random = new SplittableRandom(1);
    Map<String, Integer> counts = new TreeMap<>();
    for (int i = 0; i < DRAWS; i++) {
      counts.merge(Arrays.toString(order.draw(segments, random)), 1, Integer::sum);
    }
    return counts;
  }

  @Test
  void any_allOrders_areAlikeAndHalfOfTwoStayAsTheyWere() {
    Map<String, Integer> two = orders(SegmentOrder.ANY, 2);
    assertEquals(2, two.size());
    assertEquals(0.5, two.get("[0, 1]") / (double) DRAWS, 0.015);
    Map<String, Integer> three = orders(SegmentOrder.ANY, 3);
    assertEquals(6, three.size());
    three.values().forEach(n -> assertEquals(1 / 6.0, n / (double) DRAWS, 0.012));
  }

  @Test
  void deranged_noSegmentKeepsItsPlace() {
    assertEquals(Map.of("[1, 0]", DRAWS), orders(SegmentOrder.DERANGED, 2));
    Map<String, Integer> four = orders(SegmentOrder.DERANGED, 4);
    assertEquals(9, four.size(), "of 24");
    assertTrue(!four.containsKey("[0, 2, 3, 1]"));
  }

  @Test
  void deranged_oneSegment_isRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> SegmentOrder.DERANGED.draw(1, new SplittableRandom(1)));
  }
}
