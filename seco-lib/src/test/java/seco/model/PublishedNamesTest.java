package seco.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PublishedNamesTest {
  @Test
  void of_basicBlocks_areTorchvisionsInOrder() {
    List<String> names = names(new ResNetConfig(18, 2, 0));
    assertEquals(
        List.of(
            "conv1.weight",
            "bn1.weight",
            "bn1.bias",
            "bn1.running_mean",
            "bn1.running_var",
            "layer1.0.conv1.weight",
            "layer1.0.bn1.weight"),
        names.subList(0, 7));
    assertTrue(names.contains("layer2.0.downsample.0.weight"));
    assertTrue(names.contains("layer2.0.downsample.1.running_var"));
    assertTrue(!names.contains("layer1.0.downsample.0.weight"), "no projection where none is due");
    assertTrue(!names.contains("layer1.0.conv3.weight"));
    // 20 convolutions, 20 batch norms of 4 arrays, 3 heads of 4, the classifier's 2.
    assertEquals(20 + 80 + 12 + 2, names.size());
  }

  @Test
  void of_bottlenecks_haveThreeConvolutionsAndAProjectionInTheFirstStage() {
    List<String> names = names(new ResNetConfig(50, 2, 0));
    assertTrue(names.contains("layer1.0.conv3.weight"));
    assertTrue(names.contains("layer1.0.downsample.0.weight"));
    assertTrue(names.contains("layer3.5.bn3.running_mean"));
    assertTrue(!names.contains("layer3.6.conv1.weight"));
    assertEquals(53 + 4 * 53 + 12 + 2, names.size());
  }

  @Test
  void stateDict_countersFollowTheVariances() {
    assertEquals(
        List.of("bn1.running_mean", "bn1.running_var", "bn1.num_batches_tracked", "fc.bias"),
        PublishedNames.stateDict(List.of("bn1.running_mean", "bn1.running_var", "fc.bias")));
  }

  @Test
  void isStatistic_onlyRunningMeanAndVariance() {
    assertTrue(PublishedNames.isStatistic("layer1.0.bn1.running_mean"));
    assertTrue(PublishedNames.isStatistic("bn1.running_var"));
    assertTrue(!PublishedNames.isStatistic("bn1.weight"));
  }

  private static List<String> names(ResNetConfig config) {
    try (NDManager manager = NDManager.newBaseManager()) {
      SecoEncoder encoder =
          SecoEncoder.create(manager, config, SecoEncoder.Heads.PER_TASK, new Random(1));
      return List.copyOf(encoder.arrays().names());
    }
  }
}
