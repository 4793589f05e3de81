package seco.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import seco.checkpoint.TorchFile;
import seco.checkpoint.TorchTensor;
import seco.checkpoint.WeightsFile;
import seco.golden.Golden;
import seco.tensor.NamedArrays;
import seco.tensor.SafeTensors;
import seco.tensor.SafeTensors.Described;

final class InspectAndConvertTest {
  @TempDir Path folder;

  private static Path checkpoint(String name) {
    return Golden.folder().resolve("checkpoints").resolve(name);
  }

  private static JsonObject done(Object... words) {
    Outcome outcome = Outcome.of(words);
    assertEquals(0, outcome.code(), outcome.err());
    return outcome.json();
  }

  @ParameterizedTest
  @CsvSource({
    "torchvision_resnet18_w8.pth, torchvision, 122, conv1.weight",
    "moco_v2_resnet18_w8.legacy.pth.tar, MoCo v2, 250, state_dict.module.encoder_q.conv1.weight",
    "seco_resnet18_w8.pth, SeCo, 334, model.module.conv1.weight",
    "tensor_kinds.legacy.pth.tar, plain state dict, 13, f32",
  })
  void inspect_saysKindNamesShapesAndTypes(String name, String kind, int tensors, String first) {
    JsonObject result = done("inspect", checkpoint(name), "--json");

    assertEquals(kind, result.get("kind").getAsString());
    JsonObject tensor = result.getAsJsonArray("tensors").get(0).getAsJsonObject();
    assertEquals(first, tensor.get("name").getAsString());
    assertEquals("torch.float32", tensor.get("dtype").getAsString());
    assertTrue(tensor.getAsJsonArray("shape").size() >= 2);
    assertEquals(tensors, result.getAsJsonArray("tensors").size());
  }

  @Test
  void inspect_forPeople_endsWithASummary() {
    Outcome outcome = Outcome.of("inspect", checkpoint("tensor_kinds.pth"));
    List<String> lines = outcome.out().lines().toList();
    assertEquals("f32  torch.float32  [4, 6]", lines.get(0));
    assertTrue(lines.contains("f16  torch.float16  [4, 6]"), outcome.out());
    assertTrue(lines.get(lines.size() - 1).contains("plain state dict, PyTorch zip, 13 tensors"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hostile_os_system.pth",
        "hostile_os_system.legacy.pth.tar",
        "truncated.pth",
        "truncated.legacy.pth.tar",
        "empty.pth",
        "not_a_checkpoint.pth",
        "no-such-file.pth",
      })
  void refusedFile_isSaidInOneLine_andNothingIsMade(String name) throws IOException {
    Path out = folder.resolve("out.safetensors");
    for (Outcome outcome :
        List.of(
            Outcome.of("inspect", checkpoint(name), "--json"),
            Outcome.of("convert", checkpoint(name), out))) {
      assertEquals(2, outcome.code(), outcome.err());
      assertEquals("", outcome.out());
      assertEquals(1, outcome.err().lines().count(), outcome.err());
      assertTrue(outcome.err().contains(name + ": "), outcome.err());
    }
    try (var files = Files.list(folder)) {
      assertEquals(0, files.count());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"tensor_kinds.pth", "moco_v2_resnet18_w8.legacy.pth.tar"})
  void convert_keepsEveryNameAndValue(String name) throws IOException {
    Path out = folder.resolve("out.safetensors");
    JsonObject result = done("convert", checkpoint(name), out, "--json");

    TorchFile torch = TorchFile.read(checkpoint(name));
    assertEquals(torch.tensors().size(), result.get("tensors").getAsInt());
    assertEquals(0, result.get("leftOut").getAsInt());
    WeightsFile written = WeightsFile.read(out);
    assertEquals(List.copyOf(torch.tensors().keySet()), List.copyOf(written.tensors().keySet()));
    for (Described tensor : written.tensors().values()) {
      assertEquals(torch.tensor(tensor.name()).shape(), tensor.shape());
      assertEquals(torch.tensor(tensor.name()).type().widened(), tensor.type());
      assertEquals(torch.tensor(tensor.name()).bytes(), written.values(tensor), tensor.name());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"tensor_kinds.pth", "seco_resnet18_w8.legacy.pth.tar"})
  void convert_toAStateDict_keepsEveryNameTypeAndBit_bothWays(String name) throws IOException {
    Path torch = folder.resolve("out.pth");
    Path safe = folder.resolve("out.safetensors");
    Path again = folder.resolve("again.pth");
    done("convert", checkpoint(name), torch, "--json");
    done("convert", torch, safe, "--json");
    done("convert", safe, again, "--json");

    TorchFile original = TorchFile.read(checkpoint(name));
    TorchFile written = TorchFile.read(torch);
    TorchFile last = TorchFile.read(again);
    assertEquals("zip", written.form());
    assertEquals(List.copyOf(original.tensors().keySet()), List.copyOf(written.tensors().keySet()));
    for (TorchTensor tensor : original.tensors().values()) {
      TorchTensor copy = written.tensor(tensor.name());
      assertEquals(tensor.type(), copy.type(), tensor.name());
      assertEquals(tensor.shape(), copy.shape(), tensor.name());
      assertEquals(tensor.storedBytes(), copy.storedBytes(), tensor.name());
      assertEquals(tensor.bytes(), last.tensor(tensor.name()).bytes(), tensor.name());
    }
  }

  @Test
  void convert_toAnotherExtension_isRefusedInOneLine() {
    Outcome outcome =
        Outcome.of("convert", checkpoint("tensor_kinds.pth"), folder.resolve("out.onnx"));
    assertEquals(2, outcome.code());
    assertEquals(1, outcome.err().lines().count(), outcome.err());
    assertTrue(outcome.err().contains("must end with .safetensors or .pth"), outcome.err());
    assertFalse(Files.exists(folder.resolve("out.onnx")));
  }

  @Test
  void convert_underPublishedNames_writesTheNetwork() throws IOException {
    Path moco = checkpoint("moco_v2_resnet18_w8.pth");
    Path trunk = folder.resolve("trunk.safetensors");
    Path seco = folder.resolve("seco.safetensors");
    done("convert", moco, trunk, "--as", "torchvision", "--json");
    done("convert", moco, seco, "--as", "seco", "--json");

    Map<String, Described> published = WeightsFile.read(trunk).tensors();
    assertEquals(120, published.size());
    assertTrue(published.containsKey("layer4.1.bn2.num_batches_tracked"));
    assertFalse(published.keySet().stream().anyMatch(n -> n.startsWith("fc")));
    WeightsFile heads = WeightsFile.read(seco);
    assertEquals(132, heads.tensors().size());
    String hidden = "state_dict.module.encoder_q.fc.0.weight";
    for (String task : List.of("fc_inter", "fc_intra", "fc_order")) {
      Described head = heads.tensors().get(task + ".0.weight");
      assertEquals(TorchFile.read(moco).tensor(hidden).bytes(), heads.values(head));
    }
  }

  @Test
  void convert_leadingModule_goesWhereTheNameIsFree() throws IOException {
    Path in = folder.resolve("in");
    Path out = folder.resolve("out.safetensors");
    try (NDManager manager = NDManager.newBaseManager()) {
      Map<String, ai.djl.ndarray.NDArray> arrays = new LinkedHashMap<>();
      arrays.put("module.a", manager.create(new float[] {1, 2}));
      arrays.put("module.b", manager.create(new int[] {3}));
      arrays.put("b", manager.ones(new Shape(2, 1)));
      SafeTensors.write(in, new NamedArrays(arrays), Map.of());
      done("convert", in, out, "--json");
      NamedArrays read = SafeTensors.read(out, manager).arrays();
      assertEquals(List.of("a", "module.b", "b"), List.copyOf(read.names()));
      assertArrayEquals(new float[] {1, 2}, read.get("a").toFloatArray());
    }
  }
}
