package seco.experiment.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import seco.InputException;

final class PaperTableTest {
  @Test
  void cells_fillEveryTable_eachOnce() {
    for (PaperTable table : PaperTable.values()) {
      List<PaperCell> cells = table.cells();
      assertEquals(table.rows().size() * table.columns().size(), cells.size(), table.id());
      assertEquals(cells.size(), new HashSet<>(cells.stream().map(PaperCell::id).toList()).size());
    }
    assertEquals(24, PaperTable.TABLE1.cells().size());
    assertEquals(9, PaperTable.TABLE2.cells().size());
    assertEquals(18, PaperTable.TABLE3.cells().size());
  }

  @Test
  void cell_hasTheNumberAsPrinted_andNoneWhereThereIsADash() {
    PaperCell seco = PaperTable.TABLE1.cell("inter+intra+order", "otb-success").orElseThrow();
    assertEquals("51.78", seco.printed());
    assertEquals(OptionalDouble.of(51.78), seco.percent());
    assertEquals(Means.TRAINED, seco.row().means());
    PaperCell vince = PaperTable.TABLE1.cell("vince", "activitynet").orElseThrow();
    assertTrue(vince.percent().isEmpty());
  }

  @Test
  void bestOfEachColumn_isTheRowOfTheMethod() {
    for (PaperTable table : List.of(PaperTable.TABLE1, PaperTable.TABLE2, PaperTable.TABLE3)) {
      for (String column : table.columns()) {
        double best =
            table.cells("", column).stream()
                .mapToDouble(cell -> cell.percent().orElse(0))
                .max()
                .orElseThrow();
        PaperRow last = table.rows().get(table.rows().size() - 1);
        assertEquals(best, table.cell(last.id(), column).orElseThrow().percent().orElseThrow());
      }
    }
  }

  @Test
  void claims_ofSecoAgreeWithItsTables() {
    for (Claim claim : Claim.all()) {
      PaperTable table = claim.cell().table();
      if (table.compareTo(PaperTable.TABLE3) <= 0) {
        assertFalse(claim.agrees().equals(Optional.of(false)), claim.toString());
      }
    }
  }

  @Test
  void claim_ofDualVarsRetrieval_isNotWhatItsTablePrints() {
    Claim claim = Claim.all().get(Claim.all().size() - 1);
    assertEquals("46.1", claim.said());
    assertEquals("46.7", claim.printed());
    assertEquals(Optional.of(false), claim.agrees());
  }

  @Test
  void claim_ofOtherNumbers_isTheirDifference_andNothingWhereOneIsMissing() {
    Claim gain = Claim.all().get(0);
    assertEquals("9.57", gain.printed());
    assertEquals(2.5, gain.of(OptionalDouble.of(5), OptionalDouble.of(2.5)).orElseThrow());
    assertTrue(gain.of(OptionalDouble.of(5), OptionalDouble.empty()).isEmpty());
  }

  @Test
  void cells_ofAnUnknownRow_areRefusedWithTheKnownOnes() {
    InputException e =
        assertThrows(InputException.class, () -> PaperTable.TABLE1.cells("intra", ""));
    assertTrue(e.getMessage().contains("row 'intra': table1 has moco-imagenet"), e.getMessage());
  }
}
