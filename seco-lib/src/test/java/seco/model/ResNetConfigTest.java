package seco.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class ResNetConfigTest {
  @Test
  void of_publishedDepths_haveTheirFeatureSizes() {
    assertEquals(512, ResNetConfig.of(18).featureSize());
    assertEquals(512, ResNetConfig.of(34).featureSize());
    assertEquals(2048, ResNetConfig.of(50).featureSize());
    assertEquals(32, ResNetConfig.of(50).outputStride());
    assertEquals(8, new ResNetConfig(50, 64, 2).outputStride());
  }

  @Test
  void constructor_outOfRange_isRefused() {
    refused("ResNet depth 101: choose 18, 34 or 50", 101, 64, 0);
    refused("ResNet width 0: must be at least 1", 18, 0, 0);
    refused("dilated stages 4: must be 0 to 3", 18, 64, 4);
  }

  private static void refused(String message, int depth, int width, int dilated) {
    assertEquals(
        message,
        assertThrows(IllegalArgumentException.class, () -> new ResNetConfig(depth, width, dilated))
            .getMessage());
  }
}
