package seco.experiment.table;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import seco.InputException;
import seco.run.CsvRows;
import seco.run.MetricLog;
import seco.run.SafeFile;
import seco.run.Timing;

/**
 * The time that a network's stages took, over all calls that worked on them.
 *
 * @param file a row for each stage
 */
record StageHours(Path file) {
  private static final String STAGE = "stage";
  private static final String SECONDS = "seconds";
  private static final double HOUR = 3600;

  /** A piece of work. */
  @FunctionalInterface
  interface Work {
    void run() throws IOException, InterruptedException;
  }

  /** Does some work and notes its time, also where it fails. */
  void timed(String stage, Work work) throws IOException, InterruptedException {
    long start = System.nanoTime();
    try {
      work.run();
    } finally {
      Map<String, Double> all = seconds();
      all.merge(stage, (System.nanoTime() - start) / 1e9, Double::sum);
      List<List<Object>> rows = new ArrayList<>();
      all.forEach((name, seconds) -> rows.add(List.of(name, seconds)));
      SafeFile.createParent(file);
      SafeFile.writeText(file, CsvRows.text(List.of(STAGE, SECONDS), rows));
    }
  }

  private Map<String, Double> seconds() throws IOException {
    Map<String, Double> all = new LinkedHashMap<>();
    if (Files.exists(file)) {
      try (CsvRows rows = CsvRows.open(file, STAGE, SECONDS)) {
        while (rows.next()) {
          try {
            all.put(rows.field(STAGE), Double.parseDouble(rows.field(SECONDS)));
          } catch (NumberFormatException e) {
            throw new InputException(rows.where() + ": no number " + rows.field(SECONDS), e);
          }
        }
      }
    }
    return all;
  }

  /** Hours of a stage. */
  double hours(String stage) throws IOException {
    return seconds().getOrDefault(stage, 0.0) / HOUR;
  }

  /** Hours of the steps of a training's run. */
  static double ofRun(Path run) throws IOException {
    Path timing = run.resolve("timing.csv");
    return Files.exists(timing)
        ? MetricLog.read(timing, Timing.COLUMNS).stream().mapToDouble(Timing::seconds).sum() / HOUR
        : 0;
  }
}
