package seco.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class FootprintTest {
  /** Maps of 8 x 16 x 16, 8 x 8 x 8, then 16 x 4 x 4 numbers of four bytes. */
  @Test
  void of_smallNetwork_countsItsMaps() {
    List<Footprint> parts = Footprint.of(new ResNetConfig(18, 8, 0), 32);
    assertEquals(5, parts.size());
    int first = 8 * 16 * 16 * 4;
    int pooled = 8 * 8 * 8 * 4;
    assertEquals(
        new Footprint(
            3 * 32 * 32 * 4,
            2 * first + 3 * pooled,
            3 * first + 3 * pooled,
            3 * 8 * 7 * 7 * 16 * 16),
        parts.get(0));
    assertEquals(
        new Footprint(pooled, 4 * 2 * pooled, 2 * 3 * pooled, 4 * 8 * 8 * 9 * 8 * 8), parts.get(1));
    int second = 16 * 4 * 4 * 4;
    long work = 16 * 4 * 4 * (8 * 9 + 16 * 9 * 3 + 8); // the first halves the edge, a shortcut
    assertEquals(
        new Footprint(pooled, 4 * 2 * second + second, 2 * 3 * second + 2 * second, work),
        parts.get(2));
  }

  @Test
  void of_resNet50At224_hasThePublishedWork() {
    double work =
        Footprint.of(ResNetConfig.of(50), 224).stream().mapToDouble(Footprint::multiplyAdds).sum();
    assertEquals(4089.2e6 - 2.0e6, work, 0.5e6); // without the classifier's two millions
  }

  @Test
  void of_dilatedStages_keepTheirEdge() {
    List<Footprint> dilated = Footprint.of(new ResNetConfig(18, 8, 2), 64);
    assertEquals(16 * 8 * 8 * 4, dilated.get(3).inputBytes());
    assertEquals(32 * 8 * 8 * 4, dilated.get(4).inputBytes());
  }
}
