package seco.experiment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import seco.InputException;
import seco.run.Progress;
import seco.run.RunRecord;
import seco.run.RunRecords;
import seco.run.Scale;
import seco.track.otb.Attribute;
import seco.track.otb.Bootstrap;

class TrackerTableTest {
  private static final String AUC = TrackerResults.SUCCESS_AUC;

  @TempDir private Path folder;

  /** Writes down what is done, a line for each step. */
  private static final class Log implements TrackerTable.Listener {
    private final List<String> lines = new ArrayList<>();

    @Override
    public Progress of(Row row, long seed) {
      return (done, total) -> lines.add("network " + row.label());
    }

    @Override
    public Progress data(long seed) {
      return Progress.SILENT;
    }

    @Override
    public Progress head(String label, long seed) {
      return (done, total) -> lines.add("head " + label);
    }

    @Override
    public Progress frames(String label, long seed) {
      return (done, total) -> lines.add("frames " + label);
    }
  }

  private TrackerTable table(Map<String, Path> given) throws IOException {
    Path data = folder.resolve("data");
    TrackingData lab = TrackingData.lab(data, Scale.SMOKE, Progress.SILENT);
    return new TrackerTable(Scale.SMOKE, lab, given, data, folder.resolve("runs"));
  }

  @Test
  void smokeScale_tracksOnEveryNetwork_andASecondCallTrainsNothing()
      throws IOException, InterruptedException {
    Log log = new Log();
    TrackerResults results = table(Map.of()).run(List.of(2L), log);

    assertEquals(
        List.of(
            "identity", "random", "start", "frames", "inter", "inter+intra", "inter+intra+order"),
        results.trackers());
    assertEquals(
        5, log.lines.stream().filter(line -> line.startsWith("network")).distinct().count());
    assertEquals(6, log.lines.stream().filter(line -> line.startsWith("head")).distinct().count());
    for (String tracker : results.trackers()) {
      requireConsistent(results, tracker);
    }

    Path inter = folder.resolve("runs/ablation");
    Log again = new Log();
    Map<String, Path> given = Map.of("given", run(inter, "inter-2"));
    TrackerResults more = table(given).run(List.of(2L), again);
    requireTrainedOnly(again, "given");
    assertEquals(results.records().rows().size() * 8 / 7, more.records().rows().size());
    assertArrayEquals( // the same network, the same head, the same pairs
        more.bySequence("inter", AUC), more.bySequence("given", AUC));
    assertEquals(0, more.above("given", "inter", AUC).value());

    more.write(folder.resolve("records"), "tracking");
    TrackerResults read = TrackerResults.read(folder.resolve("records"), "tracking");
    assertEquals(more, read);
  }

  private static void requireTrainedOnly(Log log, String label) {
    List<String> lines =
        log.lines.stream().filter(line -> !line.startsWith("frames")).distinct().toList();
    assertEquals(List.of("head " + label), lines);
  }

  private static Path run(Path ablation, String name) throws IOException {
    try (Stream<Path> folders = Files.list(ablation)) {
      return folders.findFirst().orElseThrow().resolve(name);
    }
  }

  private static void requireConsistent(TrackerResults results, String tracker) {
    double[] each = results.bySequence(tracker, AUC);
    Bootstrap.Range range = results.range(tracker, AUC);
    assertEquals(3, each.length);
    assertEquals(Arrays.stream(each).average().orElseThrow(), range.value(), 1e-12);
    assertTrue(range.low() <= range.value() && range.value() <= range.high());
    double[] success = results.success(tracker);
    assertEquals(range.value(), Arrays.stream(success).average().orElseThrow(), 1e-12);
    assertEquals(
        results.range(tracker, TrackerResults.PRECISION_20).value(),
        results.precision(tracker)[20],
        1e-12);
  }

  @Test
  void byAttribute_isTheMeanOfTheSequencesThatHaveIt() {
    RunRecords records =
        new RunRecords(
            List.of(
                record("a", AUC, 0.4),
                record("a", AUC + "/x", 0.1),
                record("a", AUC + "/y", 0.4),
                record("a", AUC + "/z", 0.7)));
    SequenceTable sequences =
        new SequenceTable(
            List.of(
                new SequenceTable.Row("x", 9, Set.of(Attribute.SV)),
                new SequenceTable.Row("y", 9, Set.of()),
                new SequenceTable.Row("z", 9, Set.of(Attribute.SV, Attribute.FM))));
    Map<Attribute, Map<String, Double>> table =
        new TrackerResults(records, sequences).byAttribute(AUC);
    assertEquals(Set.of(Attribute.SV, Attribute.FM), table.keySet());
    assertEquals(0.4, table.get(Attribute.SV).get("a"), 1e-12);
    assertEquals(0.7, table.get(Attribute.FM).get("a"), 1e-12);
  }

  private static RunRecord record(String variant, String metric, double value) {
    return new RunRecord(variant, 1, metric, value);
  }

  @Test
  void rows_ofTakenOrStrangeNames_areRefused() {
    for (String row : List.of("identity", "inter", "a/b")) {
      InputException e =
          assertThrows(InputException.class, () -> table(Map.of(row, Path.of("x.pth"))));
      assertTrue(e.getMessage().startsWith("row '" + row + "'"), e.getMessage());
    }
  }

  @Test
  void sequences_toLearnFromAndToJudgeBy_mustDiffer() throws IOException {
    TrackingData lab = TrackingData.lab(folder, Scale.SMOKE, Progress.SILENT);
    InputException e = assertThrows(InputException.class, () -> lab.judgedBy("same", lab.train()));
    assertTrue(e.getMessage().endsWith("cannot be judged by what their heads learn from"));
  }
}
