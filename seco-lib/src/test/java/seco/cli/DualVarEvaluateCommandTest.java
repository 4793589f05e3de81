package seco.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DualVarEvaluateCommandTest {
  @TempDir Path folder;

  private Path run() throws IOException {
    Path run = folder.resolve("run");
    Outcome outcome =
        Outcome.of(
            "dualvar",
            "pretrain",
            "--store",
            SmallLab.store(),
            "--run",
            run,
            "--preset",
            "smoke",
            "--steps",
            3);
    assertEquals(0, outcome.code(), outcome.err());
    return run;
  }

  @Test
  void evaluate_tellsOfTheRunAndOfRandomWeights() throws IOException {
    Path test = SmallLab.folder().resolve("test");
    Outcome outcome =
        Outcome.of(
            "dualvar",
            "evaluate",
            "--run",
            run(),
            "--store",
            SmallLab.store(),
            "--test-store",
            test,
            "--json");
    assertEquals(0, outcome.code(), outcome.err());
    JsonObject result = outcome.json();
    for (JsonObject of : new JsonObject[] {result, result.getAsJsonObject("random")}) {
      for (String share : new String[] {"top1", "top1Normalised", "shuffleRankIdentity"}) {
        double value = of.get(share).getAsDouble();
        assertTrue(value >= 0 && value <= 1, share + " " + value);
      }
      for (String kind : new String[] {"recall", "recallCentred"}) {
        JsonObject recall = of.getAsJsonObject(kind);
        assertEquals(3, recall.size(), "1, 5 and 10 of 20 videos");
        assertTrue(recall.get("1").getAsDouble() <= recall.get("10").getAsDouble());
      }
      assertTrue(of.get("betweenVideos").getAsDouble() > 0);
    }
    assertEquals("10", result.getAsJsonObject("card").get("clipsPerVideo").getAsString());
  }

  @Test
  void evaluate_theVideosThatWereTrainedOn_isRefused() throws IOException {
    Path run = run();
    Outcome same =
        Outcome.of(
            "dualvar",
            "evaluate",
            "--run",
            run,
            "--store",
            SmallLab.store(),
            "--test-store",
            SmallLab.store());
    assertEquals(2, same.code(), same.err());
    assertTrue(same.err().contains("not trained on"), same.err());
    Path test = SmallLab.folder().resolve("test");
    Outcome swapped =
        Outcome.of(
            "dualvar", "evaluate", "--run", run, "--store", test, "--test-store", SmallLab.store());
    assertEquals(2, swapped.code(), swapped.err());
    assertTrue(swapped.err().contains("trained on these very videos"), swapped.err());
    Outcome none = Outcome.of("dualvar", "evaluate", "--run", folder, "--store", test);
    assertEquals(2, none.code(), none.err());
  }
}
