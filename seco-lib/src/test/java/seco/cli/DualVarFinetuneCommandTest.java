package seco.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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

final class DualVarFinetuneCommandTest {
  @TempDir Path folder;

  private Outcome tune(String run, Object... more) throws IOException {
    List<Object> words = new ArrayList<>(List.of("dualvar", "finetune", "--json"));
    words.addAll(List.of("--store", SmallLab.store(), "--run", folder.resolve(run)));
    words.addAll(List.of("--test-store", SmallLab.folder().resolve("test")));
    words.addAll(Arrays.asList(more));
    return Outcome.of(words.toArray());
  }

  @Test
  void finetune_aRun_trainsAndTests_andAgainTheSame() throws IOException {
    Path start = folder.resolve("start");
    Outcome pretrained =
        Outcome.of(
            "dualvar",
            "pretrain",
            "--store",
            SmallLab.store(),
            "--run",
            start,
            "--preset",
            "smoke",
            "--steps",
            2);
    assertEquals(0, pretrained.code(), pretrained.err());
    Outcome outcome = tune("a", "--weights", start, "--preset", "smoke", "--seed", 4);
    assertEquals(0, outcome.code(), outcome.err());
    JsonObject result = outcome.json();
    assertEquals(6, result.get("steps").getAsInt());
    assertTrue(result.get("top1").getAsDouble() <= result.get("top5").getAsDouble());
    JsonObject card = result.getAsJsonObject("card");
    assertEquals("fine-tuning, clips", card.get("protocol").getAsString());
    assertTrue(card.get("tasks").getAsString().startsWith("simclr"), card.toString());
    Outcome again = tune("a", "--resume");
    assertEquals(0, again.code(), again.err());
    assertEquals(result, again.json());
  }

  @Test
  void wrongOptions_areRefused_andNothingIsMade() throws IOException {
    assertRefused("choose one of --weights RUN and --random", tune("b"));
    assertRefused("leave all others out", tune("b", "--resume", "--seed", 1));
    assertRefused("choose paper, desk or smoke", tune("b", "--random", "--preset", "tiny"));
    Outcome same =
        Outcome.of(
            "dualvar",
            "finetune",
            "--random",
            "--preset",
            "smoke",
            "--run",
            folder.resolve("b"),
            "--store",
            SmallLab.store(),
            "--test-store",
            SmallLab.store());
    assertRefused("not trained on", same);
    assertFalse(Files.exists(folder.resolve("b")));
  }

  private static void assertRefused(String reason, Outcome outcome) {
    assertEquals(2, outcome.code(), outcome.err());
    assertTrue(outcome.err().contains(reason), outcome.err());
  }
}
