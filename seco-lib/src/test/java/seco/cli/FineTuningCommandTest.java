package seco.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FineTuningCommandTest {
  @TempDir private Path folder;

  @Test
  void help_saysWhatItDoes() {
    Outcome outcome = Outcome.of("experiment", "finetuning", "--help");
    assertEquals(0, outcome.code(), outcome.err());
    assertTrue(outcome.out().contains("What is finished is not done again"), outcome.out());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--seeds 1,1                          | a seed stands there twice",
        "--epochs 0                           | --epochs",
        "--split 1                            | --split 1: goes with --data",
        "--name ucf                           | --name ucf: goes with --data",
        "--data D --name a/b                  | letters, digits, dots and dashes only",
        "--data D                             | no stores frames/train1 and frames/test1",
        "--rows some                          | row 'some': choose of random, start",
        "--rows inter,inter                   | stands there twice",
        "--rows none                          | no network is named",
        "--weights inter=D                    | row 'inter': choose a name",
      })
  void badInput_isRefusedInOneLine(String words, String part) throws IOException {
    String all = "experiment finetuning --out D/x " + words.replaceAll(" +", " ");
    Outcome outcome = Outcome.of((Object[]) all.replace("D", folder.toString()).split(" "));
    assertEquals(2, outcome.code(), outcome.err());
    assertTrue(outcome.err().contains(part), outcome.err());
    assertEquals(1, outcome.err().strip().lines().count(), outcome.err());
    assertTrue(Files.notExists(folder.resolve("x")));
  }
}
