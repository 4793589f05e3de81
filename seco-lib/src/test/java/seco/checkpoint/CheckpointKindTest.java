package seco.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Set;
import org.junit.jupiter.api.Test;

final class CheckpointKindTest {
  @Test
  void kinds_areToldByNames() {
    assertEquals(CheckpointKind.STATE_DICT, CheckpointKind.of(Set.of("a.weight")));
    Set<String> trunk = Set.of("conv1.weight", "bn1.weight", "layer1.0.conv1.weight");
    assertEquals(CheckpointKind.STATE_DICT, CheckpointKind.of(trunk));
    Set<String> run =
        Set.of(
            "encoder.conv1.weight",
            "encoder.bn1.weight",
            "encoder.layer1.0.conv1.weight",
            "momentum.conv1.weight",
            "momentum.bn1.weight",
            "momentum.layer1.0.conv1.weight");
    assertEquals(CheckpointKind.RUN, CheckpointKind.of(run));
    Set<String> published =
        Set.of("conv1.weight", "bn1.weight", "layer1.0.conv1.weight", "fc.weight", "fc.bias");
    assertEquals(CheckpointKind.TORCHVISION, CheckpointKind.of(published));
  }
}
