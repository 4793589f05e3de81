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
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import seco.compile.Precision;
import seco.golden.Golden;
import seco.pretrain.PretrainConfig;
import seco.run.Processor;

final class PretrainCommandTest {
  @TempDir Path folder;

  private Object[] words(String run, Object... more) throws IOException {
    List<Object> words = new ArrayList<>(List.of("pretrain", "--store", SmallLab.store()));
    words.addAll(List.of("--run", folder.resolve(run), "--json"));
    words.addAll(Arrays.asList(more));
    return words.toArray();
  }

  private Outcome pretrain(String run, Object... more) throws IOException {
    return Outcome.of(words(run, more));
  }

  private JsonObject done(Outcome outcome) {
    assertEquals(0, outcome.code(), outcome.err());
    return outcome.json();
  }

  @Test
  void sameSeed_givesTheSameCheckpoint() throws IOException {
    JsonObject one = done(pretrain("a", "--preset", "smoke", "--steps", 3, "--seed", 9));
    JsonObject same = done(pretrain("b", "--preset", "smoke", "--steps", 3, "--seed", 9));
    JsonObject other = done(pretrain("c", "--preset", "smoke", "--steps", 3, "--seed", 10));

    assertEquals(3, one.get("steps").getAsInt());
    assertEquals(one.get("checkpoint"), same.get("checkpoint"));
    assertNotEquals(one.get("checkpoint"), other.get("checkpoint"));
    assertEquals(Set.of("inter", "intra", "order"), one.getAsJsonObject("terms").keySet());
    assertTrue(one.getAsJsonObject("terms").getAsJsonObject("intra").has("top1"));
  }

  @Test
  void untrainedTerms_areAbsent() throws IOException {
    JsonObject result =
        done(pretrain("a", "--preset", "smoke", "--steps", 2, "--tasks", "inter,order"));

    assertEquals(Set.of("inter", "order"), result.getAsJsonObject("terms").keySet());
  }

  @Test
  void options_areTheRunsSettings() throws IOException {
    done(
        pretrain(
            "a",
            "--preset",
            "smoke",
            "--steps",
            2,
            "--batch",
            4,
            "--memory",
            16,
            "--momentum",
            0.5,
            "--rate",
            0.01,
            "--intra",
            "code",
            "--sampling",
            "three-frames",
            "--heads",
            "shared",
            "--keys",
            "separate",
            "--replicas",
            2,
            "--replica-statistics",
            "mean",
            "--colour",
            "device",
            "--set",
            "patches.pixels=24"));

    String config = Files.readString(folder.resolve("a/config.json"));
    for (String part :
        List.of(
            "\"batchSize\": 4",
            "\"memorySize\": 16",
            "\"momentum\": 0.5",
            "\"CODE\"",
            "\"learningRate\": 0.01",
            "\"THREE_FRAMES\"",
            "\"SHARED\"",
            "\"SEPARATE\"",
            "\"replicas\": 2",
            "\"MEAN\"",
            "\"colour\": \"DEVICE\"",
            "\"pixels\": 24",
            "\"length\": 2",
            "\"warmup\": 0")) {
      assertTrue(config.contains(part), part + " in " + config);
    }
  }

  @ParameterizedTest
  @CsvSource({"auto", "float32", "bf16"})
  void precision_isRecordedAsItIsComputed(String asked) throws IOException {
    Outcome outcome = pretrain("a", "--preset", "smoke", "--steps", 2, "--precision", asked);
    Precision expected =
        asked.equals("auto") ? Precision.auto() : Precision.valueOf(asked.toUpperCase(Locale.ROOT));
    assertEquals(0, outcome.code(), outcome.err());
    assertEquals(!expected.isFastHere(), outcome.err().contains("bf16: "), outcome.err());
    String config = Files.readString(folder.resolve("a/config.json"));
    assertTrue(config.contains("\"network\": \"COMPILED\""), config);
    assertTrue(config.contains("\"precision\": \"" + expected + "\""), config);
    String provenance = Files.readString(folder.resolve("a/provenance.json"));
    assertTrue(provenance.contains(Processor.here().toString()), provenance);
  }

  @Test
  void blocks_ofThePaperPreset_areRecorded() {
    PretrainOptions options = new PretrainOptions();
    new CommandLine(options).parseArgs("--preset", "paper", "--blocks");
    assertEquals(
        PretrainConfig.paper().with("execution.network", "BLOCKS"), options.config(100_000));
  }

  @Test
  void replicasThatDoNotSplitTheBatch_areRefusedBeforeTheRunIsMade() throws IOException {
    Outcome outcome = pretrain("a", "--preset", "smoke", "--replicas", 3);

    assertEquals(2, outcome.code());
    assertTrue(outcome.err().contains("a batch of 8 does not split"), outcome.err());
    assertFalse(Files.exists(folder.resolve("a")), outcome.err());
  }

  @Test
  void init_isTheStart_andMustFit() throws IOException {
    done(pretrain("start", "--preset", "smoke", "--steps", 2, "--tasks", "frames"));
    Path start = folder.resolve("start");

    done(pretrain("a", "--preset", "smoke", "--steps", 2, "--init", start));
    Outcome other = pretrain("b", "--preset", "smoke", "--init", start, "--heads", "shared");
    Outcome none = pretrain("c", "--preset", "smoke", "--init", folder.resolve("none"));

    assertEquals(2, other.code());
    assertEquals(2, none.code());
    assertTrue(none.err().contains("none: no run"), none.err());
    assertFalse(Files.exists(folder.resolve("b")), other.err());
    assertFalse(Files.exists(folder.resolve("c")), none.err());
  }

  @Test
  void init_fromAFile_saysHowItFitted_andMustBeAllowed() throws IOException {
    Path checkpoints = Golden.folder().resolve("checkpoints");
    Path moco = checkpoints.resolve("moco_v2_resnet18_w8.pth");
    Path torchvision = checkpoints.resolve("torchvision_resnet18_w8.legacy.pth.tar");
    Path hostile = checkpoints.resolve("hostile_os_system.pth");
    Object[] few = {"--preset", "smoke", "--steps", 2, "--init", torchvision, "--init-allow"};
    List<Object> words = new ArrayList<>(Arrays.asList(few));
    words.add("heads,fc_order_classifier.");

    Outcome whole = pretrain("a", "--preset", "smoke", "--steps", 2, "--init", moco);
    Outcome refused = pretrain("b", "--preset", "smoke", "--init", torchvision);
    Outcome allowed = pretrain("c", words.toArray());
    Outcome alone = pretrain("d", "--preset", "smoke", "--init-allow", "heads");
    Outcome evil = pretrain("e", "--preset", "smoke", "--init", hostile);

    done(whole);
    assertTrue(whole.err().contains("MoCo v2; matched 112; missing 2 (fc_order_"), whole.err());
    assertEquals(2, refused.code());
    assertEquals(1, refused.err().lines().count(), refused.err());
    assertTrue(refused.err().contains("; unexpected: fc.bias, fc.weight"), refused.err());
    assertFalse(Files.exists(folder.resolve("b")));
    done(allowed);
    assertTrue(allowed.err().contains("torchvision; matched 100; missing 14"), allowed.err());
    assertTrue(Files.exists(folder.resolve("c/start.json")));
    assertEquals(2, alone.code());
    assertTrue(alone.err().contains("goes only with --init"), alone.err());
    assertEquals(2, evil.code());
    assertFalse(Files.exists(folder.resolve("e")));
  }

  @Test
  void tooFewVideos_areRefused_andNothingIsMade() throws IOException {
    Outcome outcome = pretrain("deep/a", "--preset", "desk");

    assertEquals(2, outcome.code());
    assertTrue(outcome.err().contains("20 videos do not fill a batch of 32"), outcome.err());
    assertFalse(Files.exists(folder.resolve("deep")));
  }

  @Test
  void secondRun_inTheFolder_isRefused() throws IOException {
    done(pretrain("a", "--preset", "smoke", "--steps", 2));

    Outcome outcome = pretrain("a", "--preset", "smoke", "--steps", 2);

    assertEquals(2, outcome.code());
    assertTrue(outcome.err().contains("holds a run already"), outcome.err());
  }

  @Test
  @Timeout(value = 180, unit = TimeUnit.SECONDS)
  void runningRun_refusesOthers_stopsAtCtrlC_andGoesOn() throws IOException, InterruptedException {
    Path err = folder.resolve("err.txt");
    List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT"));
    command.addAll(
        Outcome.command(Main.class, words("a", "--preset", "smoke", "--steps", 100_000)));
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(err.toFile())
            .start();
    try {
      waitForSteps(folder.resolve("a/metrics.csv"), process);

      Outcome second = pretrain("a", "--preset", "smoke");
      Outcome resumed = pretrain("a", "--resume");
      new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
      int code = process.waitFor();

      for (Outcome refused : List.of(second, resumed)) {
        assertEquals(2, refused.code());
        assertEquals(1, refused.err().lines().count(), refused.err());
        assertTrue(refused.err().contains("another process"), refused.err());
      }
      String words = Files.readString(err);
      assertEquals(130, code, words);
      assertTrue(words.contains("--resume goes on"), words);
    } finally {
      process.destroyForcibly();
    }
    assertTrue(Files.list(folder.resolve("a/checkpoints")).findAny().isPresent());
  }

  private static void waitForSteps(Path metrics, Process process)
      throws IOException, InterruptedException {
    while (!Files.exists(metrics) || Files.readAllLines(metrics).size() < 3) {
      assertTrue(process.isAlive(), "the run ended before its third step");
      Thread.sleep(100);
    }
  }

  @Test
  void resumedRun_otherSettings_areRefused_sameGoOn() throws IOException {
    JsonObject whole = done(pretrain("a", "--preset", "smoke", "--steps", 4, "--seed", 2));

    Outcome other = pretrain("a", "--resume", "--steps", 5);
    JsonObject same = done(pretrain("a", "--resume", "--steps", 4, "--seed", 2));

    assertEquals(2, other.code());
    assertTrue(other.err().contains("other settings"), other.err());
    assertEquals(whole.get("checkpoint"), same.get("checkpoint"));
    assertEquals(whole.get("loss"), same.get("loss"));
  }
}
