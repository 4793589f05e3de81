package seco.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import seco.InputException;
import seco.run.Card;
import seco.run.RunRecord;
import seco.run.RunRecords;
import seco.run.Score;

final class FactorTableTest {
  @TempDir private Path folder;

  private static RunRecord row(String variant, String metric, double value, String data) {
    return new RunRecord(variant, 1, new Score(metric, value, Card.EMPTY.with("data", data)));
  }

  private Path table(String name, RunRecord... rows) throws IOException {
    Path file = folder.resolve(name + ".csv");
    new RunRecords(List.of(rows)).write(file);
    return file;
  }

  @Test
  void tables_withARowInBoth_areJoinedWithItOnce() throws IOException {
    Path a =
        table(
            "a",
            row("start", "hueR2", 0.25, "lab"),
            row("start", "own", 0.5, "lab"),
            row("inter", "hueR2", 0.5, "lab"));
    Path b = table("b", row("start", "hueR2", 0.25, "lab"), row("opn", "hueR2", 0.125, "lab"));

    RunRecords all = FactorTable.read(List.of(a, b));

    assertEquals(List.of("start", "inter", "opn"), all.variants());
    assertEquals(3, all.rows().size()); // own is no factor
  }

  @Test
  void tables_thatContradict_areRefused() throws IOException {
    Path a = table("a", row("start", "hueR2", 0.25, "lab"));
    Path b = table("b", row("start", "hueR2", 0.5, "lab"));
    InputException e = assertThrows(InputException.class, () -> FactorTable.read(List.of(a, b)));
    assertEquals("hueR2 of start, seed 1: 0.25 in one table, 0.5 in another", e.getMessage());
  }

  @Test
  void tables_ofOtherVideos_areRefused() throws IOException {
    Path a = table("a", row("start", "hueR2", 0.25, "lab"));
    Path b = table("b", row("opn", "hueR2", 0.5, "biased lab"));
    assertThrows(InputException.class, () -> FactorTable.read(List.of(a, b)));
  }

  @Test
  void tables_withoutFactors_areRefused() throws IOException {
    Path a = table("a", row("start", "top1", 0.25, "videos"));
    InputException e = assertThrows(InputException.class, () -> FactorTable.read(List.of(a)));
    assertTrue(e.getMessage().contains("no factors"), e.getMessage());
  }
}
