package seco.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import seco.InputException;

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

  private static Map<String, List<Long>> shapes(ResNetConfig config) {
    Map<String, List<Long>> shapes = new LinkedHashMap<>();
    try (NDManager manager = NDManager.newBaseManager()) {
      SecoEncoder.create(manager, config, SecoEncoder.Heads.SHARED, new Random(1))
          .arrays()
          .forEach(
              (name, array) ->
                  shapes.put(name, Arrays.stream(array.getShape().getShape()).boxed().toList()));
    }
    return shapes;
  }

  @ParameterizedTest
  @CsvSource({"18, 4, 0", "34, 2, 0", "50, 3, 2"})
  void shapes_tellDepthAndWidth(int depth, int width, int dilated) {
    ResNetConfig found = ResNetConfig.ofShapes(shapes(new ResNetConfig(depth, width, dilated)));
    assertEquals(new ResNetConfig(depth, width, 0), found);
  }

  @Test
  void otherNetworks_areRefused_sayingWhatTheyAre() {
    Map<String, List<Long>> shapes = shapes(new ResNetConfig(18, 2, 0));
    shapes.put("layer3.2.conv1.weight", List.of(1L));
    InputException e = assertThrows(InputException.class, () -> ResNetConfig.ofShapes(shapes));
    assertTrue(e.getMessage().contains("[2, 2, 3, 2] basic blocks"), e.getMessage());
    assertThrows(InputException.class, () -> ResNetConfig.ofShapes(Map.of()));
  }
}
