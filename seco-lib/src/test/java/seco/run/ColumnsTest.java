package seco.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import seco.InputException;

class ColumnsTest {
  private static final Columns<Row> COLUMNS = Columns.of(Row.class);
  private static final Row ROW = new Row(3, 0.5, new Inner(-1, 2), 7);

  /** A row with a record in its middle. */
  public record Row(long step, @Curve("loss/total") double loss, Inner inner, double last) {}

  /** Part of a row. */
  public record Inner(double first, @Curve("health/second") double second) {}

  /** Not a row. */
  public record Words(String word) {}

  @TempDir Path folder;

  @Test
  void names_followTheRecordWithItsParts() {
    assertEquals(List.of("step", "loss", "first", "second", "last"), COLUMNS.names());
    assertArrayEquals(new double[] {3, 0.5, -1, 2, 7}, COLUMNS.values(ROW));
  }

  @Test
  void curves_areThoseWithATag() {
    assertEquals(Map.of("loss/total", 0.5, "health/second", 2.0), COLUMNS.curves(ROW));
  }

  @Test
  void only_someNames_keepsTheirOrder() {
    Columns<Row> some = COLUMNS.only(List.of("second", "step"), folder);
    assertArrayEquals(new double[] {2, 3}, some.values(ROW));
    InputException e =
        assertThrows(InputException.class, () -> COLUMNS.only(List.of("colour"), folder));
    assertEquals(
        folder + ", line 1: unknown column 'colour'; go on with the version that began the run",
        e.getMessage());
  }

  @Test
  void of_whatIsNoNumber_isRefused() {
    assertThrows(IllegalArgumentException.class, () -> Columns.of(Words.class));
  }

  @Test
  void read_whatALogWrote_isTheSameRows() throws IOException {
    Path file = folder.resolve("log.csv");
    Row gap = new Row(4, Double.NaN, new Inner(1, Double.NaN), 0);
    try (MetricLog log = MetricLog.create(file, COLUMNS.names())) {
      log.row(COLUMNS.values(ROW));
      log.row(COLUMNS.values(gap));
    }
    assertEquals(List.of(ROW, gap), MetricLog.read(file, COLUMNS));
  }

  @Test
  void read_columnsInOtherOrderMissingAndUnknown_goesByTheirNames() throws IOException {
    Path file = file("last,colour,step\n7,9,3\n");
    Row expected = new Row(3, Double.NaN, new Inner(Double.NaN, Double.NaN), 7);
    assertEquals(List.of(expected), MetricLog.read(file, COLUMNS));
  }

  @Test
  void read_damagedRow_isRefusedWithItsLine() throws IOException {
    assertRefused("step,loss\n0,1\n1\n", 3, "1");
    assertRefused("step,loss\n0,1,2\n", 2, "0,1,2");
    assertRefused("step,loss\n0,one\n", 2, "0,one");
    assertRefused("step,loss\n,1\n", 2, ",1");
    assertRefused("step,loss\n0.5,1\n", 2, "0.5,1");
    assertRefused("loss\n0.5\n", 2, "0.5");
  }

  private void assertRefused(String text, int line, String row) throws IOException {
    Path file = file(text);
    InputException e =
        assertThrows(InputException.class, () -> MetricLog.read(file, COLUMNS), text);
    assertEquals(file + ", line " + line + ": '" + row + "' is no row of numbers", e.getMessage());
  }

  @Test
  void read_withoutHeader_isRefused() throws IOException {
    Path empty = file("");
    assertThrows(InputException.class, () -> MetricLog.read(empty, COLUMNS));
    Path none = folder.resolve("none.csv");
    assertThrows(InputException.class, () -> MetricLog.read(none, COLUMNS));
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("log.csv"), text);
  }
}
