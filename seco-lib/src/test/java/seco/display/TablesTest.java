package seco.display;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.Table;

class TablesTest {
  /** A row of a table. */
  private record Result(String variant, int seed, double top1, boolean live) {}

  @Test
  void ofRecords_components_becomeTypedColumns() {
    Table table = results();
    assertEquals(List.of("variant", "seed", "top1", "live"), table.columnNames());
    assertEquals(
        List.of(ColumnType.STRING, ColumnType.LONG, ColumnType.DOUBLE, ColumnType.BOOLEAN),
        table.types());
  }

  @Test
  void percents_rowsOfShares_areInTheMapsOrder() {
    Map<String, double[]> rows = new LinkedHashMap<>();
    rows.put("random", new double[] {0.25, 1});
    rows.put("chance", new double[] {0.1, Double.NaN});
    assertEquals(
        """
        found
        features  R@1    R@5
        random    25.00  100.00
        chance    10.00  -
        """,
        Tables.text(Tables.percents("found", "features", List.of("R@1", "R@5"), rows)));
  }

  @Test
  void text_alignsNumbersRightAndTextLeft() {
    assertEquals(
        """
        results
        variant          seed    top1   live
        inter               1  0.4619   true
        inter + <intra>    12     0.5  false
        """,
        Tables.text(results()));
  }

  @Test
  void html_escapesTextAndNamesTheTable() {
    String html = Tables.html(results());
    assertTrue(html.contains("<caption>results</caption>"), html);
    assertTrue(html.contains(">inter + &lt;intra&gt;</td>"), html);
    assertTrue(html.contains("<td style=\"text-align:right\">0.4619</td>"), html);
  }

  @Test
  void numbers_arePrintedAsThePaperDoes() {
    assertEquals("61.91", Tables.percent(0.61911));
    assertEquals("76.2 ± 3.1", Tables.percent(0.7618, 0.0314));
    assertEquals("0.76 ± 0.03", Tables.plusMinus(0.7618, 0.0314, 2));
    assertEquals("0.76", Tables.plusMinus(0.7618, Double.NaN, 2));
    assertEquals("-", Tables.percent(Double.NaN));
  }

  @Test
  void text_ofNumber_keepsFourDigits() {
    assertEquals("1234", Tables.text(1234.2));
    assertEquals("0.0001", Tables.text(0.0001));
    assertEquals("3.142", Tables.text(Math.PI));
    assertEquals("100", Tables.text(100));
  }

  @Test
  void of_rowOfWrongLength_isRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> Tables.of("t", List.of("a", "b"), List.of(List.of(1))));
  }

  private static Table results() {
    return Tables.ofRecords(
        "results",
        Result.class,
        List.of(
            new Result("inter", 1, 0.46188, true), new Result("inter + <intra>", 12, 0.5, false)));
  }
}
