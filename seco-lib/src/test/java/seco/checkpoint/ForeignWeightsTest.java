package seco.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import seco.InputException;
import seco.checkpoint.LoadReport.Allowed;
import seco.model.ResNetConfig;
import seco.model.SecoEncoder;
import seco.tensor.NamedArrays;
import seco.tensor.SafeTensors;

final class ForeignWeightsTest {
  private static final String QUERY = "state_dict.module.encoder_q.";

  @TempDir Path folder;
  private final NDManager manager = NDManager.newBaseManager();
  private final Map<String, NDArray> saved = new LinkedHashMap<>();
  private SecoEncoder given = network(1);
  private SecoEncoder network = network(2);

  private SecoEncoder network(int seed) {
    return SecoEncoder.create(
        manager, new ResNetConfig(18, 2, 0), SecoEncoder.Heads.PER_TASK, new Random(seed));
  }

  @BeforeEach
  void fill() {
    saved.clear();
    given = network(1);
    network = network(2);
  }

  @AfterEach
  void close() {
    manager.close();
  }

  private void save(String prefix, String part) {
    given.arrays().only(n -> n.startsWith(part)).forEach((n, a) -> saved.put(prefix + n, a));
  }

  private void saveTrunk(String prefix) {
    given.arrays().only(n -> !n.startsWith("fc")).forEach((n, a) -> saved.put(prefix + n, a));
  }

  private ForeignWeights written() throws IOException {
    Path file = folder.resolve("weights");
    SafeTensors.write(file, new NamedArrays(saved), Map.of());
    return ForeignWeights.read(file);
  }

  private void assertSame(String name, NDArray expected) {
    assertArrayEquals(expected.toFloatArray(), network.arrays().get(name).toFloatArray(), name);
  }

  private static float[] all(NamedArrays arrays) {
    float[] sums = new float[arrays.size()];
    int i = 0;
    for (String name : arrays.names()) {
      sums[i++] = arrays.get(name).square().sum().getFloat();
    }
    return sums;
  }

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
  void otherShape_isTakenOnlyWhereAllowed_andOfAsManyValues() throws IOException {
    save("", "");
    NDArray classifier = given.arrays().get("fc_order_classifier.weight");
    saved.put("fc_order_classifier.weight", classifier.reshape(2, 128, 3));
    ForeignWeights weights = written();
    String message =
        assertThrows(InputException.class, () -> weights.load(network.arrays(), Allowed.nothing()))
            .getMessage();
    assertTrue(message.endsWith("; reshaped: fc_order_classifier.weight"), message);
    Allowed allowed = new Allowed(List.of(), List.of(), List.of("fc_order_classifier.weight"));
    assertEquals(allowed.reshaped(), weights.load(network.arrays(), allowed).reshaped());
    assertSame("fc_order_classifier.weight", classifier);

    saved.put("fc_order_classifier.weight", manager.ones(new Shape(2, 3)));
    float[] before = all(network.arrays());
    ForeignWeights other = written();
    assertThrows(InputException.class, () -> other.load(network.arrays(), allowed));
    assertArrayEquals(before, all(network.arrays()));
  }

  @Test
  void otherShapeOfAsManyValues_staysRandom_unlessReshapedByName() throws IOException {
    save("", "");
    String name = "fc_order_classifier.weight";
    NDArray classifier = given.arrays().get(name);
    saved.put(name, classifier.transpose());
    float[] drawn = network.arrays().get(name).toFloatArray();
    ForeignWeights weights = written();

    LoadReport report = weights.load(network.arrays(), Allowed.of(List.of(name)));

    assertArrayEquals(drawn, network.arrays().get(name).toFloatArray());
    assertEquals(List.of(name), report.missing());
    assertEquals(List.of(name), report.unexpected());
    assertFalse(report.taken().contains(name));
    assertSame("conv1.weight", given.arrays().get("conv1.weight"));

    saved.put(name, classifier.reshape(classifier.getShape().add(1).add(1))); // as a convolution
    report = written().load(network.arrays(), Allowed.of(List.of("reshape:" + name)));
    assertEquals(List.of(name), report.reshaped());
    assertSame(name, classifier);
  }

  @Test
  void namesBesideTheNetwork_areUnexpected_unlessOfTheTraining() throws IOException {
    save("model.", "");
    for (String name : List.of("optimizer.state.0.momentum_buffer", "contrast.memory", "queue")) {
      saved.put(name, manager.ones(new Shape(2)));
    }
    saved.put("predictor.weight", manager.ones(new Shape(2)));
    ForeignWeights weights = written();
    LoadReport report = weights.compare(network.arrays());
    assertEquals(List.of("predictor.weight"), report.unexpected());
    assertEquals(3, report.unused().size());
    assertThrows(InputException.class, () -> weights.load(network.arrays(), Allowed.nothing()));
    weights.load(network.arrays(), Allowed.of(List.of("predictor.")));
  }

  @Test
  void valueThatIsNotFinite_isRefusedNamingItsArray_andNothingIsGiven() throws IOException {
    for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
      save("", "");
      NDArray bias = given.arrays().get("layer3.0.bn1.bias").duplicate();
      bias.set(new NDIndex(1), bad);
      saved.put("layer3.0.bn1.bias", bias);
      ForeignWeights weights = written();
      float[] before = all(network.arrays());
      String message =
          assertThrows(
                  InputException.class, () -> weights.load(network.arrays(), Allowed.nothing()))
              .getMessage();
      assertTrue(message.contains("weights: layer3.0.bn1.bias holds a value that is "), message);
      assertArrayEquals(before, all(network.arrays()));
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
  void allowedByAUser_headsAndNames() {
    LoadReport report =
        new LoadReport(
            List.of(), List.of("fc_inter.0.bias"), List.of("fc.bias"), List.of("x.y"), List.of());
    assertEquals("; reshaped: x.y", report.refused(Allowed.of(List.of("heads"))));
    assertEquals("", report.refused(Allowed.of(List.of("heads", "reshape:x."))));
    assertEquals(
        "; unexpected: fc.bias; reshaped: x.y",
        report.refused(Allowed.of(List.of("fc_inter.", "reshape:x"))));
    LoadReport settled = report.settled(Allowed.of(List.of("heads", "x.y")));
    assertEquals("", settled.refused(Allowed.of(List.of("heads", "x.y"))));
    assertEquals(List.of("fc_inter.0.bias", "x.y"), settled.missing());
    assertEquals(List.of("fc.bias", "x.y"), settled.unexpected());
  }

  @Test
  void manyNames_areCounted() {
    List<String> names = IntStream.range(0, 20).mapToObj(i -> "n" + i).toList();
    LoadReport report = new LoadReport(List.of("a"), names, List.of(), List.of(), names);
    String summary = report.summary();
    assertTrue(summary.startsWith("matched 1; missing 20 (n0, n1, "), summary);
    assertTrue(
        summary.endsWith("n15 and 4 more); unexpected 0; reshaped 0; beside the network 20"),
        summary);
  }

  @Test
  void fileWithoutNetwork_isRefused() {
    saved.put("a", manager.ones(new Shape(2)));
    String message = assertThrows(InputException.class, this::written).getMessage();
    assertTrue(message.contains("holds no residual network"), message);
  }

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
