package seco.golden;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import seco.InputException;
import seco.checkpoint.CheckpointKind;
import seco.checkpoint.ForeignWeights;
import seco.checkpoint.LoadReport;
import seco.checkpoint.LoadReport.Allowed;
import seco.checkpoint.TorchFile;
import seco.checkpoint.TorchTensor;
import seco.model.Embeddings;
import seco.model.ResNetConfig;
import seco.model.SecoEncoder;
import seco.tensor.ElementType;
import seco.tensor.Gradients;

/** Files as PyTorch writes them: their values, and what networks make of them. */
@Tag("golden")
class GoldenCheckpointsTest {
  private static final String FOLDER = "checkpoints";
  private static final String KINDS = "tensor_kinds";
  private static final double TOLERANCE = 1e-5;
  private static final int WIDTH = 8;

  private static Path folder() {
    return Golden.folder().resolve(FOLDER);
  }

  private static JsonObject index() {
    return Golden.read(FOLDER + "/index.json");
  }

  private static @Nullable JsonObject expected(Path file) {
    String name = file.getFileName().toString().replaceAll("\\..*", "");
    return index().getAsJsonObject("files").getAsJsonObject(name);
  }

  /** All files of the folder that the index describes, or all that it does not. */
  private static List<Path> files(boolean described) throws IOException {
    try (Stream<Path> files = Files.list(folder())) {
      List<Path> chosen =
          files
              .filter(file -> !file.endsWith("index.json"))
              .filter(file -> (expected(file) != null) == described)
              .sorted()
              .toList();
      assertTrue(chosen.size() >= 6, "only " + chosen);
      return chosen;
    }
  }

  private interface Check {
    void run(Path file) throws IOException;
  }

  private static Stream<DynamicTest> tests(List<Path> files, Check check) {
    return files.stream()
        .map(f -> DynamicTest.dynamicTest(f.getFileName().toString(), () -> check.run(f)));
  }

  @TestFactory
  Stream<DynamicTest> describedFile_hasTheIndexsValues() throws IOException {
    return tests(files(true), file -> check(file, Objects.requireNonNull(expected(file))));
  }

  private static void check(Path file, JsonObject expected) throws IOException {
    if (file.getFileName().toString().startsWith(KINDS)) {
      checkTensors(TorchFile.read(file), expected);
    } else {
      checkNetwork(file, expected);
    }
  }

  private static void checkTensors(TorchFile file, JsonObject expected) throws IOException {
    assertEquals(List.copyOf(expected.keySet()), List.copyOf(file.tensors().keySet()));
    for (Map.Entry<String, JsonElement> entry : expected.entrySet()) {
      JsonObject tensor = entry.getValue().getAsJsonObject();
      TorchTensor actual = file.tensor(entry.getKey());
      assertEquals(tensor.get("dtype").getAsString(), actual.type().torchName(), entry.getKey());
      assertArrayEquals(
          Golden.doubles(tensor.get("shape")),
          actual.shape().stream().mapToDouble(size -> size).toArray(),
          entry.getKey());
      double[] values = Golden.doubles(tensor.get("values"));
      float[] read = actual.floats();
      assertEquals(values.length, read.length, entry.getKey());
      for (int i = 0; i < read.length; i++) {
        assertEquals(values[i], read[i], TOLERANCE * Math.max(1, Math.abs(values[i])));
      }
    }
  }

  private static void checkNetwork(Path file, JsonObject expected) throws IOException {
    Gradients.off();
    ForeignWeights weights = ForeignWeights.read(file);
    try (NDManager manager = NDManager.newBaseManager();
        SecoEncoder network =
            SecoEncoder.create(
                manager,
                new ResNetConfig(18, WIDTH, 0),
                SecoEncoder.Heads.PER_TASK,
                new Random(0))) {
      LoadReport report = weights.load(network.arrays(), allowed(weights.kind()));
      assertTrue(report.matched().containsAll(trunk(network)), "all of the trunk");
      NDArray images = images(manager);
      NDArray pooled = network.features(images, false);
      assertClose("pooled", expected.get("pooled"), pooled.toFloatArray());
      Embeddings embeddings = network.embed(images, false);
      if (expected.has("embedding")) {
        for (NDArray head : heads(embeddings)) {
          assertClose("embedding", expected.get("embedding"), head.toFloatArray());
        }
      }
      List<String> names = List.of("inter", "intra", "order");
      for (int i = 0; i < names.size() && expected.has("inter"); i++) {
        NDArray head = heads(embeddings).get(i);
        assertClose(names.get(i), expected.get(names.get(i)), head.toFloatArray());
      }
      checkRest(TorchFile.read(file), expected, pooled.toFloatArray());
    }
  }

  private static Allowed allowed(CheckpointKind kind) {
    return switch (kind) {
      case TORCHVISION -> Allowed.trunkOnly();
      case MOCO_V2 -> Allowed.moco();
      case SECO -> Allowed.nothing();
      default -> throw new AssertionError(kind);
    };
  }

  private static List<String> trunk(SecoEncoder network) {
    return network.arrays().names().stream().filter(name -> !name.startsWith("fc")).toList();
  }

  private static List<NDArray> heads(Embeddings embeddings) {
    return List.of(embeddings.inter(), embeddings.intra(), embeddings.order());
  }

  private static NDArray images(NDManager manager) {
    JsonObject input = index().getAsJsonObject("input");
    int[] shape = Golden.ints(input.get("shape"));
    return GoldenNetwork.images(manager, input.get("stream").getAsLong(), shape[0], shape[2]);
  }

  /** What stands in the file beside the network that the project has. */
  private static void checkRest(TorchFile file, JsonObject expected, float[] pooled)
      throws IOException {
    if (expected.has("epoch")) {
      assertEquals(expected.get("epoch").getAsString(), file.notes().get("epoch"));
    }
    if (expected.has("memory_row0")) {
      TorchTensor memory = file.tensor("contrast.memory");
      int size = Math.toIntExact(memory.shape().get(1));
      float[] row = Arrays.copyOf(memory.floats(), size);
      assertClose("memory", expected.get("memory_row0"), row);
    }
    if (expected.has("logits")) {
      float[] weight = file.tensor("fc.weight").floats();
      float[] bias = file.tensor("fc.bias").floats();
      assertClose("logits", expected.get("logits"), linear(pooled, weight, bias));
    }
  }

  private static float[] linear(float[] rows, float[] weight, float[] bias) {
    int size = weight.length / bias.length;
    float[] result = new float[rows.length / size * bias.length];
    for (int i = 0; i < result.length; i++) {
      double sum = bias[i % bias.length];
      for (int j = 0; j < size; j++) {
        sum += rows[i / bias.length * size + j] * weight[i % bias.length * size + j];
      }
      result[i] = (float) sum;
    }
    return result;
  }

  private static void assertClose(String what, JsonElement expected, float[] actual) {
    Golden.assertClose(what, Golden.doubles(expected), actual, TOLERANCE);
  }

  @TestFactory
  Stream<DynamicTest> bothForms_holdTheSame() throws IOException {
    List<Path> zips =
        files(true).stream().filter(file -> file.toString().endsWith(".pth")).toList();
    return tests(
        zips,
        file -> {
          String name = file.getFileName().toString().replace(".pth", ".legacy.pth.tar");
          TorchFile zip = TorchFile.read(file);
          TorchFile legacy = TorchFile.read(file.resolveSibling(name));
          assertEquals(List.of("zip", "legacy"), List.of(zip.form(), legacy.form()));
          assertEquals(zip.notes(), legacy.notes());
          List<String> names = new ArrayList<>(zip.tensors().keySet());
          assertEquals(names, new ArrayList<>(legacy.tensors().keySet()));
          for (String tensor : names) {
            ElementType type = zip.tensor(tensor).type();
            assertEquals(type, legacy.tensor(tensor).type());
            assertEquals(zip.tensor(tensor).bytes(), legacy.tensor(tensor).bytes(), tensor);
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> otherFile_isRefused_inOneLineThatNamesIt() throws IOException {
    return tests(
        files(false),
        file -> {
          String message =
              assertThrows(InputException.class, () -> TorchFile.read(file)).getMessage();
          assertTrue(message.startsWith(file + ": "), message);
          assertEquals(1, message.lines().count());
          assertThrows(InputException.class, () -> ForeignWeights.read(file));
          if (file.getFileName().toString().startsWith("hostile_os_system")) {
            assertTrue(message.contains("posix.system"), message);
          }
        });
  }
}
