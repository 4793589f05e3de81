package seco.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What bench says of its options, and which it refuses. */
class BenchOptionsTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "step",
        "loss",
        "pipeline",
        "features",
        "svm",
        "retrieval",
        "update",
        "video",
        "checkpoint",
        "store"
      })
  void help_ofAStage_namesItsDefaults(String stage) {
    Outcome outcome = Outcome.of("bench", stage, "--help");

    assertEquals(0, outcome.code());
    assertTrue(outcome.out().startsWith("Usage: seco bench " + stage), outcome.out());
    assertTrue(outcome.out().matches("(?s).*--steps=N\\s+Rounds that are timed \\(default \\d.*"));
    assertFalse(outcome.out().contains("${"), outcome.out());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                                     | choose a stage: step, loss, pipeline, features",
        "nonsense                               | nonsense",
        "step --depth 19                        | --depth: ResNet depth 19: choose 18, 34 or 50",
        "step --pixels 8                        | --pixels 8",
        "step --batch 1                         | --batch 1",
        "step --batch 32 --memory 95            | memory of 95",
        "step --steps 0                         | --steps 0",
        "step --warmup -1                       | --warmup -1",
        "step --threads 0                       | --threads 0",
        "step --threads two                     | 'two'",
        "step --precision half                  | --precision 'half': choose float32 or bf16 or auto",
        "features --blocks --precision bf16     | --blocks",
        "loss --memory 0                        | --memory 0",
        "loss --memory 99999999                 | --memory 99999999",
        "loss --depth 18                        | --depth",
        "features --depth 101                   | --depth: ResNet depth 101",
        "features --batch 0                     | --batch 0",
        "svm --classes 1                        | --classes 1",
        "svm --samples 9 --classes 10           | 9 samples of 10 classes",
        "svm --samples 2000000 --dimension 2048 | 2000000 samples",
        "svm --cost 0                           | C = 0",
        "svm --tolerance 1                      | tolerance 1",
        "svm --dimension 0                      | --dimension 0",
        "svm --spread -1                        | spread -1.0: must be at least 0",
        "retrieval --gallery 9                  | 50 neighbours among 9 rows",
        "retrieval --gallery 2000000 --dim 2048 | 2000000 rows",
        "retrieval --queries 0                  | --queries 0",
        "pipeline                               | --images=DIR",
        "pipeline --images DIR --colour dark    | --colour 'dark': choose loader or device",
        "pipeline --images DIR/none             | none: no such folder",
        "pipeline --images DIR                  | no .jpg file in it",
        "pipeline --images DIR --count 0        | --count 0",
        "update --depth 17                      | --depth: ResNet depth 17",
        "video --width 33 --height 32           | lab frames of 33 pixels",
        "video --width 64                       | frames of 64 x 240 pixels",
        "video --frames 2                       | a video of 2 frames",
        "video --threads 2                      | --threads 2: a video is decoded on 1",
        "checkpoint --every 0                   | --every 0",
        "checkpoint --step-seconds 0            | steps of 0.0 s",
        "checkpoint --folder DIR/none           | none: no such folder",
        "store --videos 0                       | a store of 0 videos",
        "pictures --out DIR/x --count 0         | --count 0",
        "pictures --out DIR/x --height 31       | frames of 320 x 31 pixels",
      })
  void wrongOption_isRefused_inOneLine(String words, String complaint) {
    requireRefused(BenchWords.run(words, folder), complaint);
  }

  @Test
  void pipeline_damagedPicture_isNamed() throws IOException {
    Files.writeString(folder.resolve("broken.jpg"), "no picture");

    requireRefused(
        BenchWords.run("pipeline --images DIR", folder), "broken.jpg: damaged JPEG of 10 bytes");
  }

  private static void requireRefused(Outcome outcome, String complaint) {
    assertEquals(2, outcome.code(), outcome.err());
    assertEquals(1, outcome.err().lines().count(), outcome.err());
    assertEquals("", outcome.out());
    assertTrue(outcome.err().contains(complaint), outcome.err());
  }
}
