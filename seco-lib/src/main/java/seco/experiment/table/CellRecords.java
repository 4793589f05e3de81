package seco.experiment.table;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import seco.run.Card;
import seco.run.Interval;
import seco.run.RunRecord;
import seco.run.RunRecords;

/**
 * Our numbers of the papers' cells at full scale, from the records that {@link TableExperiment} has
 * written of them. What has not been run has none.
 *
 * @param folder of the records
 */
public record CellRecords(Path folder) {
  /**
   * What was measured of a cell.
   *
   * @param share mean and interval over the seeds
   * @param hours of a seed, all stages together, on average
   * @param card of the first seed's number
   */
  public record Measured(Interval share, List<Long> seeds, double hours, Card card) {
    /** The mean in per cent. */
    public double percent() {
      return 100 * share.mean();
    }
  }

  /** What was measured of a cell; empty where it has not been run. */
  public Optional<Measured> of(PaperCell cell) throws IOException {
    Path file =
        folder.resolve(
            "%s-paper-%s-%s.csv".formatted(cell.table().id(), cell.row().id(), cell.videos()));
    if (Files.notExists(file)) {
      return Optional.empty();
    }
    RunRecords records = RunRecords.read(file);
    String row = cell.row().id();
    String metric = TableExperiment.metric(cell.column());
    double[] values = records.values(row, metric);
    if (values.length == 0) {
      return Optional.empty(); // not all three splits are there
    }
    List<RunRecord> numbers =
        records.rows().stream().filter(r -> r.metric().equals(metric)).toList();
    double[] hours = records.values(row, TableExperiment.HOURS);
    return Optional.of(
        new Measured(
            Interval.of(values),
            numbers.stream().map(RunRecord::seed).toList(),
            hours.length == 0 ? Double.NaN : Interval.of(hours).mean(),
            numbers.get(0).score().card()));
  }

  /** The mean of a cell in per cent; empty where it has not been run. */
  public OptionalDouble percent(PaperCell cell) throws IOException {
    Optional<Measured> measured = of(cell);
    return measured.isPresent()
        ? OptionalDouble.of(measured.get().percent())
        : OptionalDouble.empty();
  }
}
