package seco.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import seco.checkpoint.TorchFile;
import seco.checkpoint.WeightsFile;
import seco.golden.Golden;

final class ExportCommandTest {
  private static final Set<String> FILES =
      Set.of(
          "network.json",
          "training.pth",
          "training-float32.pt",
          "training-bf16.pt",
          "evaluation.pth",
          "evaluation-float32.pt",
          "evaluation-bf16.pt");

  @TempDir Path folder;

  @Test
  void export_ofAnUntrainedNetwork_namesTheArraysOfEachFunctionInTheirOrder() throws IOException {
    Path out = folder.resolve("within").resolve("network");
    Runs.done(Outcome.of("export", "--random", "--preset", "smoke", "--out", out));

    assertEquals(FILES, names(out));
    JsonObject card = card(out);
    assertEquals(18, card.get("depth").getAsInt());
    assertEquals(4, card.getAsJsonArray("functions").size());
    for (JsonElement element : card.getAsJsonArray("functions")) {
      JsonObject function = element.getAsJsonObject();
      List<String> arguments = new ArrayList<>();
      function.getAsJsonArray("arguments").forEach(name -> arguments.add(name.getAsString()));
      TorchFile arrays = TorchFile.read(out.resolve(function.get("arrays").getAsString()));
      assertEquals(arguments, List.copyOf(arrays.tensors().keySet()));
      String name =
          function.get("mode").getAsString() + "-" + function.get("precision").getAsString();
      assertEquals(name + ".pt", function.get("file").getAsString());
      boolean cast = name.equals("evaluation-bf16");
      assertEquals(cast ? "bfloat16" : "float32", function.get("type").getAsString());
    }
  }

  @Test
  void export_twice_writesTheSameBytes() throws IOException {
    for (String name : List.of("a", "b")) {
      Path out = folder.resolve(name);
      Runs.done(Outcome.of("export", "--random", "--preset", "smoke", "--seed", 3, "--out", out));
    }
    for (String file : FILES) {
      byte[] first = Files.readAllBytes(folder.resolve("a").resolve(file));
      assertArrayEquals(first, Files.readAllBytes(folder.resolve("b").resolve(file)), file);
    }
  }

  @Test
  void export_ofWeightsOfAnotherProgram_holdsTheirTrunk() throws IOException {
    Path weights = Golden.folder().resolve("checkpoints").resolve("torchvision_resnet18_w8.pth");
    Path out = folder.resolve("network");
    Runs.done(Outcome.of("export", "--weights", weights, "--out", out));
    WeightsFile theirs = WeightsFile.read(weights);
    WeightsFile ours = WeightsFile.read(out.resolve("training.pth"));
    assertEquals(8, card(out).get("width").getAsInt());
    assertTrue(theirs.tensors().keySet().containsAll(ours.tensors().keySet()));
    for (String name : ours.tensors().keySet()) {
      assertEquals(values(theirs, name), values(ours, name), name);
    }
  }

  @Test
  void export_ofARun_holdsItsNewestEncoder() throws IOException {
    Runs runs = new Runs(folder);
    Runs.done(Outcome.of(runs.begin("run", 2, 2)));
    Path out = folder.resolve("network");
    Runs.done(Outcome.of("export", "--run", folder.resolve("run"), "--out", out));
    Path pth = folder.resolve("run.pth");
    Runs.done(Outcome.of("convert", folder.resolve("run"), pth, "--as", "torchvision"));
    WeightsFile ours = WeightsFile.read(out.resolve("training.pth"));
    WeightsFile theirs = WeightsFile.read(pth);
    assertEquals(theirs.tensors().keySet(), ours.tensors().keySet());
    assertEquals(values(theirs, "conv1.weight"), values(ours, "conv1.weight"));
  }

  @Test
  void export_ontoAFullFolder_isRefusedAndLeavesIt() throws IOException {
    Path kept = Files.writeString(folder.resolve("kept"), "text");
    Outcome refused =
        Outcome.of("export", "--random", "--preset", "smoke", "--out", kept.getParent());
    assertEquals(2, refused.code(), refused.err());
    assertTrue(refused.err().contains("exists already"), refused.err());
    assertEquals(Set.of("kept"), names(folder));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "--random --run runs/first",
        "--weights w.pth --preset smoke",
        "--weights w.pth --seed 3",
        "--random --preset other",
        "--random --seed -1",
        "--weights no-such-file.pth",
      })
  void badOptions_areSaidInOneLineAndMakeNothing(String options) throws IOException {
    Path out = folder.resolve("network");
    List<Object> words = new ArrayList<>(List.of("export", "--out", out));
    Stream.of(options.split(" ")).filter(word -> !word.isEmpty()).forEach(words::add);
    Outcome refused = Outcome.of(words.toArray());
    assertEquals(2, refused.code(), refused.err());
    assertEquals(1, refused.err().lines().count(), refused.err());
    assertEquals(Set.of(), names(folder));
  }

  private static ByteBuffer values(WeightsFile weights, String name) throws IOException {
    return weights.storedValues(Objects.requireNonNull(weights.tensors().get(name), name));
  }

  private static JsonObject card(Path out) throws IOException {
    String text = Files.readString(out.resolve("network.json"));
    return JsonParser.parseString(text).getAsJsonObject();
  }

  private static Set<String> names(Path folder) throws IOException {
    Set<String> names = new TreeSet<>();
    try (Stream<Path> files = Files.list(folder)) {
      files.forEach(file -> names.add(file.getFileName().toString()));
    }
    return names;
  }
}
