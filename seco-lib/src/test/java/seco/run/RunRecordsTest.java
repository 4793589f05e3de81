package seco.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import seco.InputException;

final class RunRecordsTest {
  private static final RunRecords RECORDS =
      new RunRecords(
          List.of(
              new RunRecord("inter", 1, "top1", 0.1 + 0.2),
              new RunRecord("inter", 2, "top1", 0.5),
              new RunRecord("random", 1, "top1", 0.125),
              new RunRecord("random", 1, "hueR2", -1e-7)));

  @TempDir private Path folder;

  @Test
  void written_readsBackToTheLastDigit() throws IOException {
    Path file = folder.resolve("records.csv");

    RECORDS.write(file);

    assertEquals(RECORDS, RunRecords.read(file));
    assertEquals("variant,seed,metric,value", Files.readAllLines(file).get(0));
  }

  @Test
  void values_areThoseOfVariantAndMetric_oneASeed() {
    assertArrayEquals(new double[] {0.1 + 0.2, 0.5}, RECORDS.values("inter", "top1"));
    assertArrayEquals(new double[0], RECORDS.values("inter", "hueR2"));
    assertEquals(Optional.of(0.125), RECORDS.value("random", 1, "top1"));
    assertEquals(Optional.empty(), RECORDS.value("random", 2, "top1"));
  }

  @Test
  void only_keepsTheVariantsThatAreNamed() {
    assertEquals(RECORDS.rows().subList(2, 4), RECORDS.only("random", "order").rows());
  }

  @Test
  void variantsAndSeeds_keepTheirOrder() {
    assertEquals(List.of("inter", "random"), RECORDS.variants());
    assertEquals(List.of(1L, 2L), RECORDS.seeds());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"inter,1,top1", "inter,one,top1,0.5", "inter,1,top1,half", "inter,1,top1,0.5,6"})
  void wrongLine_isRefused_withFileLineAndValue(String line) throws IOException {
    Path file = folder.resolve("records.csv");
    Files.writeString(file, "variant,seed,metric,value\ninter,1,top1,0.5\n" + line + "\n");

    InputException refusal = assertThrows(InputException.class, () -> RunRecords.read(file));

    assertTrue(String.valueOf(refusal.getMessage()).contains("records.csv, line 3"));
    assertTrue(String.valueOf(refusal.getMessage()).contains(line));
  }

  @Test
  void absentFile_isRefusedByName() {
    InputException refusal =
        assertThrows(InputException.class, () -> RunRecords.read(folder.resolve("none.csv")));
    assertTrue(String.valueOf(refusal.getMessage()).contains("none.csv"));
  }
}
