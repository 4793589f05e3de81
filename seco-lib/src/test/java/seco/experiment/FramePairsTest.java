package seco.experiment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import seco.probe.FeatureSet;

class FramePairsTest {
  private static final FeatureSet FRAMES =
      new FeatureSet(
          new float[] {1, 0, 3, 1, 6, 1, 0, 9, 5, 5, 4, 7},
          2,
          new int[] {2, 2, 2, 4, 4, 4},
          List.of("a#0", "a#4", "a#8", "b#1", "b#5", "b#9"),
          Map.of());

  @Test
  void neighboursOfOneVideoLaterMinusEarlier() {
    FramePairs pairs = FramePairs.of(FRAMES, (earlier, later) -> true);

    assertEquals(List.of("a#0", "a#4", "b#1", "b#5"), pairs.differences().names());
    assertArrayEquals(new float[] {2, 1, 3, 0, 5, -4, -1, 2}, pairs.differences().values());
    assertEquals("a#4", pairs.later(0));
    assertEquals("b#9", pairs.later(3));
  }

  @Test
  void onlyWantedPairs() {
    FramePairs pairs = FramePairs.of(FRAMES, (earlier, later) -> later.equals("b#5"));

    assertEquals(List.of("b#1"), pairs.differences().names());
    assertArrayEquals(new float[] {5, -4}, pairs.differences().values());
  }

  @Test
  void everySecondPairIsShownBackwards() {
    FeatureSet shown = FramePairs.of(FRAMES, (earlier, later) -> true).everySecondBackwards();

    assertArrayEquals(new int[] {0, 1, 0, 1}, shown.labels());
    assertArrayEquals(new float[] {2, 1, -3, -0f, 5, -4, 1, -2}, shown.values());
  }
}
