package seco.pretrain;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import seco.InputException;
import seco.run.RunDirectory;

/**
 * What a run has recorded so far.
 *
 * @param config its settings
 * @param steps in their order, from step 0
 * @param seconds that the steps took together
 */
public record TrainingRecord(PretrainConfig config, List<Step> steps, double seconds) {
  public TrainingRecord {
    steps = List.copyOf(steps);
  }

  /**
   * Reads a run's settings and logs.
   *
   * @throws InputException if the folder is no run, or a row of its logs is damaged
   */
  public static TrainingRecord read(Path run) throws IOException {
    RunDirectory.requireRun(run);
    Path file = run.resolve("config.json");
    PretrainConfig config = PretrainConfig.fromJson(Files.readString(file), file.toString());
    List<Step> steps = new ArrayList<>();
    for (double[] row : rows(run.resolve("metrics.csv"), 10)) {
      steps.add(
          new Step(
              (long) row[0],
              row[1],
              row[2],
              row[3],
              row[4],
              row[5],
              row[6],
              row[7],
              row[8],
              row[9]));
    }
    double seconds = 0;
    for (double[] row : rows(run.resolve("timing.csv"), 3)) {
      seconds += row[1];
    }
    return new TrainingRecord(config, steps, seconds);
  }

  private static List<double[]> rows(Path file, int columns) throws IOException {
    List<double[]> rows = new ArrayList<>();
    List<String> lines = Files.readAllLines(file);
    for (int i = 1; i < lines.size(); i++) {
      String[] fields = lines.get(i).split(",", -1);
      double[] row = new double[columns];
      try {
        for (int c = 0; c < columns; c++) {
          row[c] = fields[c].isEmpty() ? Double.NaN : Double.parseDouble(fields[c]);
        }
      } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
        throw new InputException(
            file + ", line " + (i + 1) + ": '" + lines.get(i) + "' is no row of numbers", e);
      }
      rows.add(row);
    }
    return rows;
  }

  /** A number of every step, for example {@code values(Step::interTop1)}. */
  public double[] values(ToDoubleFunction<Step> number) {
    return steps.stream().mapToDouble(number).toArray();
  }

  /** The mean of a number over the last steps; NaN where there are none. */
  public double recent(int last, ToDoubleFunction<Step> number) {
    return steps.subList(Math.max(0, steps.size() - last), steps.size()).stream()
        .mapToDouble(number)
        .average()
        .orElse(Double.NaN);
  }
}
