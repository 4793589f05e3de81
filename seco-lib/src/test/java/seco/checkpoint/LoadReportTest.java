package seco.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import seco.checkpoint.LoadReport.Allowed;

final class LoadReportTest {
  @Test
  void allowedByAUser_headsAndNames() {
    LoadReport report =
        new LoadReport(
            List.of(), List.of("fc_inter.0.bias"), List.of("fc.bias"), List.of("x.y"), List.of());
    assertEquals("; reshaped: x.y", report.refused(Allowed.of(List.of("heads"))));
    assertEquals("", report.refused(Allowed.of(List.of("heads", "reshape:x."))));
    assertEquals(
        "; unexpected: fc.bias; reshaped: x.y",
        report.refused(Allowed.of(List.of("fc_inter.", "reshape:x"))));
    LoadReport settled = report.settled(Allowed.of(List.of("heads", "x.y")));
    assertEquals("", settled.refused(Allowed.of(List.of("heads", "x.y"))));
    assertEquals(List.of("fc_inter.0.bias", "x.y"), settled.missing());
    assertEquals(List.of("fc.bias", "x.y"), settled.unexpected());
  }

  @Test
  void manyNames_areCounted() {
    List<String> names = IntStream.range(0, 20).mapToObj(i -> "n" + i).toList();
    LoadReport report = new LoadReport(List.of("a"), names, List.of(), List.of(), names);
    String summary = report.summary();
    assertTrue(summary.startsWith("matched 1; missing 20 (n0, n1, "), summary);
    assertTrue(
        summary.endsWith("n15 and 4 more); unexpected 0; reshaped 0; beside the network 20"),
        summary);
  }
}
