package seco.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import seco.loss.DualVarWeights;
import seco.pretrain.DualVarConfig;

final class DualVarPretrainCommandTest {
  @TempDir Path folder;

  private Outcome pretrain(String run, Object... more) throws IOException {
    List<Object> words =
        new ArrayList<>(List.of("dualvar", "pretrain", "--store", SmallLab.store()));
    words.addAll(List.of("--run", folder.resolve(run), "--json", "--preset", "smoke"));
    words.addAll(Arrays.asList(more));
    return Outcome.of(words.toArray());
  }

  private static JsonObject done(Outcome outcome) {
    assertEquals(0, outcome.code(), outcome.err());
    return outcome.json();
  }

  @ParameterizedTest
  @CsvSource({"simclr", "moco"})
  void sameSeed_givesTheSameCheckpoint(String flavour) throws IOException {
    JsonObject one = done(pretrain("a", "--flavour", flavour, "--steps", 3, "--seed", 9));
    JsonObject same = done(pretrain("b", "--flavour", flavour, "--steps", 3, "--seed", 9));
    JsonObject other = done(pretrain("c", "--flavour", flavour, "--steps", 3, "--seed", 10));
    assertEquals(3, one.get("steps").getAsInt());
    assertEquals(one.get("checkpoint"), same.get("checkpoint"));
    assertNotEquals(one.get("checkpoint"), other.get("checkpoint"));
    assertTrue(one.getAsJsonObject("terms").has("shuffleRankTop1Swapped"));
  }

  @Test
  void options_areTheRunsSettings() throws IOException {
    done(
        pretrain(
            "a",
            "--flavour",
            "moco",
            "--steps",
            2,
            "--batch",
            4,
            "--rate",
            0.01,
            "--loss-weights",
            "as-run-8gpu",
            "--set",
            "trunk.kind=R2PLUS1D",
            "--set",
            "contrast.clamp=true"));
    String json = Files.readString(folder.resolve("a").resolve("config.json"));
    DualVarConfig config = DualVarConfig.fromJson(json, "test");
    assertEquals("R(2+1)D of width 4", config.trunk().title());
    assertEquals(DualVarWeights.asRun8Gpu(), config.contrast().weights());
    assertTrue(config.contrast().clamp());
    assertEquals(4, config.optimization().batchSize());
    assertEquals(0.01, config.optimization().learningRate());
    assertEquals(2, config.optimization().length());
  }

  @ParameterizedTest
  @CsvSource({"rotnet3d", "clip-order"})
  void pretext_isTrainedAndToldByItsName(String task) throws IOException {
    JsonObject one = done(pretrain("a", "--pretext", task, "--steps", 3));
    JsonObject same = done(pretrain("b", "--pretext", task, "--steps", 3));
    assertEquals(task, one.get("pretext").getAsString());
    assertFalse(one.has("flavour"));
    assertEquals(one.get("checkpoint"), same.get("checkpoint"));
    JsonObject term = one.getAsJsonObject("terms").getAsJsonObject(task);
    assertEquals(one.get("loss"), term.get("loss"));
    assertTrue(term.get("top1").getAsDouble() >= 0);
    assertEquals(2, pretrain("a", "--flavour", "moco", "--resume").code());
    Outcome both = pretrain("c", "--pretext", task, "--flavour", "moco");
    assertEquals(2, both.code());
    assertTrue(both.err().contains("does not go with --pretext"), both.err());
    Outcome weighted = pretrain("c", "--pretext", task, "--loss-weights", "nominal");
    assertEquals(2, weighted.code());
    assertFalse(Files.exists(folder.resolve("c")));
  }

  @Test
  void aStoreOfAFewFrames_isRefused_beforeAnythingIsMade() throws IOException {
    Path few = folder.resolve("few.frames");
    Path list = SmallLab.list();
    done(
        Outcome.of(
            "frames",
            "--list",
            list,
            "--root",
            SmallLab.lab(),
            "--out",
            few,
            "--frames",
            4,
            "--json"));
    Path run = folder.resolve("a");

    Outcome refused =
        Outcome.of("dualvar", "pretrain", "--store", few, "--run", run, "--preset", "smoke");

    assertEquals(2, refused.code(), refused.err());
    assertTrue(refused.err().contains("few.frames: keeps 4 of the "), refused.err());
    assertTrue(refused.err().contains("make it with --frames all"), refused.err());
    assertFalse(Files.exists(run));
  }

  @Test
  void start_saysFirstWhatTheRunTakesAndWhatItChanges() throws IOException {
    Outcome outcome = pretrain("a", "--steps", 2);
    List<String> said = outcome.err().lines().toList();
    assertTrue(
        said.get(0).matches("needs about .* memory, .* of disk, .* without waiting for data"),
        outcome.err());
    assertTrue(said.get(1).startsWith("changes the paper's trunk.kind r3d"), outcome.err());
    Outcome again = pretrain("a", "--resume");
    assertFalse(again.err().contains("needs about"), again.err());
  }

  @Test
  void resume_aFinishedRun_saysSoAndChangesNothing() throws IOException {
    JsonObject first = done(pretrain("a", "--steps", 2));
    Outcome again = pretrain("a", "--steps", 2, "--resume");
    assertEquals(first.get("checkpoint"), done(again).get("checkpoint"));
    assertTrue(again.err().contains("is finished"), again.err());
    Outcome other = pretrain("a", "--steps", 3, "--resume");
    assertEquals(2, other.code());
    assertTrue(other.err().contains("other settings"), other.err());
  }

  @ParameterizedTest
  @CsvSource({
    "--flavour, byol, choose simclr or moco",
    "--flavour, clip-order, choose simclr or moco",
    "--pretext, moco, choose rotnet3d or clip-order",
    "--loss-weights, mine, choose nominal or as-run-8gpu",
    "--steps, 0, must be at least 1",
    "--set, seed=3, use the option --seed",
    "--set, segments=3, do not split into 3",
    "--set, trunk.depth=3, no setting trunk.depth",
    "--batch, 21, do not fill a batch of 21",
  })
  void badOption_isRefusedAndNothingIsMade(String option, String value, String reason)
      throws IOException {
    Outcome outcome = pretrain("a", option, value);
    assertEquals(2, outcome.code(), outcome.err());
    assertTrue(outcome.err().contains(reason), outcome.err());
    assertEquals(1, outcome.err().lines().count(), outcome.err());
    assertFalse(Files.exists(folder.resolve("a")));
  }
}
