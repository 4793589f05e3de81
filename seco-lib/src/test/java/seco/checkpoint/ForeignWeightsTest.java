package seco.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import seco.InputException;
import seco.checkpoint.LoadReport.Allowed;

final class ForeignWeightsTest extends SavedNetwork {
  private static final String QUERY = "state_dict.module.encoder_q.";

  @Test
  void mocoV2_startsTrunkAndAllHeads() throws IOException {
    saveTrunk(QUERY);
    for (String part : List.of("0.weight", "0.bias", "2.weight", "2.bias")) {
      saved.put(QUERY + "fc." + part, given.arrays().get("fc_intra." + part));
    }
    saveTrunk("state_dict.module.encoder_k.");
    saved.put("state_dict.module.queue", manager.ones(new Shape(2, 2)));

    ForeignWeights weights = written();
    LoadReport report = weights.load(network.arrays(), Allowed.moco());

    assertEquals(CheckpointKind.MOCO_V2, weights.kind());
    assertEquals(
        List.of("fc_order_classifier.weight", "fc_order_classifier.bias"), report.missing());
    assertEquals(List.of(), report.unexpected());
    assertTrue(report.unused().contains("state_dict.module.queue"));
    assertEquals(network.arrays().size() - 2, report.matched().size());
    assertSame("layer4.1.conv2.weight", given.arrays().get("layer4.1.conv2.weight"));
    for (String task : List.of("fc_inter.", "fc_intra.", "fc_order.")) {
      assertSame(task + "2.weight", given.arrays().get("fc_intra.2.weight"));
    }
  }

  @Test
  void mocoV1_givesTheTrunk_onlyWhenAllowed() throws IOException {
    saveTrunk(QUERY);
    saved.put(QUERY + "fc.weight", manager.ones(new Shape(128, 16)));
    saved.put(QUERY + "fc.bias", manager.ones(new Shape(128)));
    ForeignWeights weights = written();
    float[] before = all(network.arrays());

    String message =
        assertThrows(InputException.class, () -> weights.load(network.arrays(), Allowed.nothing()))
            .getMessage();
    assertTrue(message.contains("missing: fc_inter.0.weight"), message);
    assertTrue(message.contains("unexpected: fc.bias, fc.weight"), message);
    assertArrayEquals(before, all(network.arrays()));

    float[] head = network.arrays().get("fc_order.0.weight").toFloatArray();
    LoadReport report = weights.load(network.arrays(), Allowed.trunkOnly());

    assertEquals(CheckpointKind.MOCO_V1, weights.kind());
    assertEquals(14, report.missing().size());
    assertSame("conv1.weight", given.arrays().get("conv1.weight"));
    assertArrayEquals(head, network.arrays().get("fc_order.0.weight").toFloatArray());
  }

  @Test
  void seco_underAnyWrapper_isWhole() throws IOException {
    for (String prefix : List.of("", "module.", "model.module.")) {
      saved.clear();
      save(prefix, "");
      ForeignWeights weights = written();
      network = network(3);
      LoadReport report = weights.load(network.arrays(), Allowed.nothing());
      assertEquals(CheckpointKind.SECO, weights.kind());
      assertEquals(List.copyOf(network.arrays().names()), report.matched());
      assertSame("fc_order_classifier.bias", given.arrays().get("fc_order_classifier.bias"));
    }
  }

  @Test
  void sharedHead_ofARun_isGivenToEachTask_underPublishedNames() throws IOException {
    for (String prefix : List.of("encoder.", "momentum.")) {
      saveTrunk(prefix);
      for (String part : List.of("0.weight", "0.bias", "2.weight", "2.bias")) {
        saved.put(prefix + "fc." + part, given.arrays().get("fc_inter." + part));
      }
      save(prefix, "fc_order_classifier.");
    }
    ForeignWeights weights = written();
    assertEquals(CheckpointKind.RUN, weights.kind());
    assertEquals(given.arrays().names(), weights.asSeco().keySet());
    assertEquals("encoder.fc.0.bias", weights.asSeco().get("fc_order.0.bias").name());
    assertFalse(weights.asTorchvision().keySet().stream().anyMatch(n -> n.startsWith("fc")));
    weights.load(network.arrays(), Allowed.nothing());
    assertSame("fc_intra.2.bias", given.arrays().get("fc_inter.2.bias"));
  }

  @Test
  void linearLayer_isAClassifier_butNotThatOfMocoV1() throws IOException {
    saveTrunk("");
    saved.put("fc.weight", manager.ones(new Shape(5, 16)));
    saved.put("fc.bias", manager.ones(new Shape(5)));
    assertTrue(written().asTorchvision().containsKey("fc.weight"));
    Map<String, NDArray> plain = new LinkedHashMap<>(saved);
    saved.clear();
    plain.forEach((name, array) -> saved.put(QUERY + name, array));
    assertFalse(written().asTorchvision().containsKey("fc.weight"));
  }

  @Test
  void fileWithoutNetwork_isRefused() {
    saved.put("a", manager.ones(new Shape(2)));
    String message = assertThrows(InputException.class, this::written).getMessage();
    assertTrue(message.contains("holds no residual network"), message);
  }
}
