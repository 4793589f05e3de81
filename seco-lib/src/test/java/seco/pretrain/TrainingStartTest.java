package seco.pretrain;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import seco.InputException;
import seco.checkpoint.LoadReport.Allowed;
import seco.checkpoint.TorchFile;
import seco.checkpoint.TorchFileWriter;
import seco.golden.Golden;
import seco.run.Hashes;
import seco.tensor.NamedArrays;

/** Files of other programs as the start of a training. */
class TrainingStartTest extends SmokeTraining {
  private static final String QUERY = "state_dict.module.encoder_q.";

  private static Path checkpoint(String name) {
    return Golden.folder().resolve("checkpoints").resolve(name);
  }

  private Pretraining begin(Path file, String... allowed) throws IOException {
    try (TrainingStart start = TrainingStart.read(file, smoke(), Allowed.of(List.of(allowed)))) {
      return Pretraining.begin(smoke(), store, folder.resolve("run"), start);
    }
  }

  /** The learner's arrays against a file's, by the name that the file has for each. */
  private static void assertTaken(TorchFile file, String prefix, NamedArrays arrays, String head)
      throws IOException {
    for (String name : arrays.names()) {
      String source = prefix + name.replaceFirst("^fc_(inter|intra|order)\\.", head);
      if (name.startsWith("fc_order_classifier") && !file.tensors().containsKey(source)) {
        continue;
      }
      assertArrayEquals(file.tensor(source).floats(), arrays.get(name).toFloatArray(), name);
    }
  }

  /** What a learner of these settings draws. */
  private static void assertDrawn(NamedArrays arrays, String beginning) {
    try (NDManager manager = NDManager.newBaseManager();
        Learner fresh = Learner.create(manager, smoke())) {
      NamedArrays drawn = fresh.online().arrays().only(name -> name.startsWith(beginning));
      assertFalse(drawn.names().isEmpty());
      drawn.forEach(
          (name, array) ->
              assertArrayEquals(array.toFloatArray(), arrays.get(name).toFloatArray(), name));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"moco_v2_resnet18_w8.pth", "moco_v2_resnet18_w8.legacy.pth.tar"})
  void mocoV2_startsTrunkAndThreeHeads_ofBothEncoders(String name) throws Exception {
    Path path = checkpoint(name);
    TorchFile file = TorchFile.read(path);
    try (Pretraining training = begin(path)) {
      assertTaken(file, QUERY, training.learner().online().arrays(), "fc.");
      assertTaken(file, QUERY, training.learner().slow().arrays(), "fc.");
      assertDrawn(training.learner().online().arrays(), "fc_order_classifier.");
      assertDrawn(training.learner().slow().arrays(), "fc_order_classifier.");
    }
    JsonObject start =
        JsonParser.parseString(Files.readString(folder.resolve("run/start.json")))
            .getAsJsonObject();
    assertEquals(name, start.get("name").getAsString());
    assertEquals(Hashes.ofFile(path), start.get("sha256").getAsString());
    assertEquals("MoCo v2", start.get("kind").getAsString());
    JsonObject report = start.getAsJsonObject("report");
    assertEquals(112, report.getAsJsonArray("matched").size());
    assertEquals(
        "[\"fc_order_classifier.weight\",\"fc_order_classifier.bias\"]",
        report.get("missing").toString());
    // Stopped before its first step, the run still has its start.
    try (Pretraining training = Pretraining.resume(folder.resolve("run"), store)) {
      assertTaken(file, QUERY, training.learner().online().arrays(), "fc.");
      assertEquals(12, allSteps(training).size());
    }
  }

  @Test
  void seco_startsTrunkAndItsThreeHeads() throws Exception {
    Path path = checkpoint("seco_resnet18_w8.pth");
    try (Pretraining training = begin(path)) {
      TorchFile file = TorchFile.read(path);
      assertTaken(file, "model.module.", training.learner().online().arrays(), "fc_$1.");
      assertTaken(file, "model.module.", training.learner().slow().arrays(), "fc_$1.");
    }
  }

  @Test
  void torchvision_startsTheTrunk_onlyWhenTheHeadsAreAllowed() throws Exception {
    Path path = checkpoint("torchvision_resnet18_w8.pth");
    String message = assertThrows(InputException.class, () -> begin(path)).getMessage();
    assertTrue(message.contains("torchvision_resnet18_w8.pth: differs"), message);
    assertTrue(message.contains("; missing: fc_inter.0.weight, fc_inter.0.bias"), message);
    assertTrue(message.contains("; unexpected: fc.bias, fc.weight"), message);
    assertFalse(Files.exists(folder.resolve("run")));

    try (Pretraining training = begin(path, "heads")) {
      NamedArrays arrays = training.learner().online().arrays();
      NamedArrays trunk = arrays.only(name -> !name.startsWith("fc"));
      assertTaken(TorchFile.read(path), "", trunk, "");
      assertDrawn(arrays, "fc_");
      assertDrawn(training.learner().slow().arrays(), "fc_");
    }
  }

  @Test
  void mocoV1_startsTheTrunk_whenItsNamesAreAllowed() throws Exception {
    Path path = folder.resolve("moco_v1.pth");
    TorchFile trunk = TorchFile.read(checkpoint("torchvision_resnet18_w8.pth"));
    try (NDManager manager = NDManager.newBaseManager()) {
      Map<String, NDArray> arrays = new LinkedHashMap<>();
      trunk.arrays(manager).only(n -> !n.startsWith("fc")).forEach((n, a) -> arrays.put(n, a));
      arrays.put("fc.weight", manager.ones(new Shape(128, 64)));
      arrays.put("fc.bias", manager.ones(new Shape(128)));
      Map<String, NDArray> saved = new LinkedHashMap<>();
      arrays.forEach((name, array) -> saved.put("module.encoder_q." + name, array));
      TorchFileWriter.write(path, new NamedArrays(saved));
    }
    assertThrows(InputException.class, () -> begin(path, "fc_inter.", "fc."));
    try (Pretraining training =
        begin(path, "fc_inter.", "fc_intra.", "fc_order.", "fc_order_classifier.", "fc.")) {
      NamedArrays arrays = training.learner().online().arrays();
      assertTaken(trunk, "", arrays.only(name -> !name.startsWith("fc")), "");
      assertDrawn(arrays, "fc_");
    }
    assertTrue(Files.readString(folder.resolve("run/start.json")).contains("MoCo v1"));
  }

  @Test
  void otherNetwork_isRefused_namingBoth_andNothingIsMade() {
    PretrainConfig wider = smoke().with("encoder.trunk.width", 12);
    Path path = checkpoint("seco_resnet18_w8.pth");
    InputException e =
        assertThrows(
            InputException.class,
            () -> TrainingStart.read(path, wider, Allowed.of(List.of("heads"))).close());
    assertTrue(e.getMessage().contains("seco_resnet18_w8.pth: holds ResNet-18 of width 8"));
    assertTrue(e.getMessage().contains("is ResNet-18 of width 12"), e.getMessage());
    assertFalse(Files.exists(folder.resolve("run")));
  }

  @Test
  void startOfARun_standsInItsFolder_andRandomWeightsDoNot() throws Exception {
    run("first", smoke());
    assertFalse(Files.exists(folder.resolve("first/start.json")));
    try (Pretraining training =
        Pretraining.start(smoke(), store, folder.resolve("second"), folder.resolve("first"))) {
      assertEquals(0, training.stepsDone());
    }
    String start = Files.readString(folder.resolve("second/start.json"));
    assertTrue(start.contains("\"name\": \"first\""), start);
    assertTrue(start.contains("\"kind\": \"SeCo run\""), start);
  }

  @Test
  void oneLine_countsAndNames() throws IOException {
    try (TrainingStart start =
        TrainingStart.read(checkpoint("moco_v2_resnet18_w8.pth"), smoke(), Allowed.nothing())) {
      assertTrue(
          start
              .summary()
              .startsWith(
                  "moco_v2_resnet18_w8.pth: MoCo v2; matched 112; missing 2"
                      + " (fc_order_classifier.weight, fc_order_classifier.bias); unexpected 0;"
                      + " reshaped 0; beside the network "),
          start.summary());
    }
  }
}
