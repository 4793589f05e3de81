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
        new Footprint(3 * 32 * 32 * 4, 2 * first + 3 * pooled, 3 * first + 3 * pooled),
        parts.get(0));
    assertEquals(new Footprint(pooled, 4 * 2 * pooled, 2 * 3 * pooled), parts.get(1));
    int second = 16 * 4 * 4 * 4;
    assertEquals(
        new Footprint(pooled, 4 * 2 * second + second, 2 * 3 * second + 2 * second), parts.get(2));
  }

  /** The last stage at 7 x 7: three bottlenecks of 512, 512 and 2048 channels, one shortcut. */
  @Test
  void of_resNet50At224_countsItsLastStage() {
    Footprint last = Footprint.of(ResNetConfig.of(50), 224).get(4);
    int map = 7 * 7 * 4;
    assertEquals(1024 * 14 * 14 * 4, last.inputBytes());
    // The first layer of the first block is still at 14 x 14: the stride is on the second.
    long kept = 2L * 512 * 14 * 14 * 4 + 2L * (512 + 2048) * map + 2048L * map;
    assertEquals(kept + 2 * 2L * (512 + 512 + 2048) * map, last.keptBytes());
  }

  @Test
  void of_dilatedStages_keepTheirEdge() {
    List<Footprint> dilated = Footprint.of(new ResNetConfig(18, 8, 2), 64);
    assertEquals(16 * 8 * 8 * 4, dilated.get(3).inputBytes());
    assertEquals(32 * 8 * 8 * 4, dilated.get(4).inputBytes());
  }
}
