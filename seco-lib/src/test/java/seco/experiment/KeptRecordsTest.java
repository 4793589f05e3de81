package seco.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import seco.run.Card;
import seco.run.RunRecord;
import seco.run.RunRecords;

/** The records that are kept with the notebooks. */
class KeptRecordsTest {
  private static final Path FOLDER = Path.of("..", "notebooks", "records");

  @TestFactory
  List<DynamicTest> records_haveCards_andEachMetricIsOfOneProtocol() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      List<Path> tables = files.filter(KeptRecordsTest::isOne).sorted().toList();
      assertFalse(tables.isEmpty());
      return tables.stream()
          .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> check(file)))
          .toList();
    }
  }

  /** The sequences of a comparison of trackers are a table of their own. */
  private static boolean isOne(Path file) {
    return file.toString().endsWith(".csv") && !file.toString().endsWith(".sequences.csv");
  }

  private static void check(Path file) throws IOException {
    RunRecords records = RunRecords.read(file);
    assertFalse(records.rows().isEmpty());
    String name = file.getFileName().toString().replaceFirst("\\.csv$", "");
    if (name.startsWith("tracking-")) {
      requireWhole(TrackerResults.read(FOLDER, name)); // which refuses unlike cards
    } else if (name.startsWith("finetuning-")) {
      requireWhole(FineTuningRecords.read(FOLDER, name)); // the networks' norms may differ
    } else {
      Set<String> metrics =
          records.rows().stream().map(RunRecord::metric).collect(Collectors.toSet());
      metrics.forEach(records::requireOneProtocol);
    }
    for (RunRecord row : records.rows()) {
      if (!row.metric().startsWith("seconds") && !row.metric().startsWith("hours")) {
        assertNotEquals(Card.EMPTY, row.score().card(), row.toString());
        assertTrue(row.score().card().get("encoder").isPresent(), row.toString());
      }
    }
  }

  private static void requireWhole(FineTuningRecords results) {
    int seeds = results.values("random", FineTuningRecords.TOP1).length;
    for (String network : results.networks()) {
      assertEquals(seeds, results.values(network, FineTuningRecords.TOP1).length, network);
      assertEquals(seeds, results.values(network, FineTuningRecords.FROZEN).length, network);
    }
  }

  private static void requireWhole(TrackerResults results) {
    int sequences = results.sequences().names().size();
    for (String tracker : results.trackers()) {
      assertEquals(sequences, results.bySequence(tracker, TrackerResults.SUCCESS_AUC).length);
      double score = results.range(tracker, TrackerResults.SUCCESS_AUC).value();
      double area = Arrays.stream(results.success(tracker)).average().orElseThrow();
      assertEquals(score, area, 1e-9, tracker);
    }
  }
}
