package seco.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import seco.display.RecordTables;
import seco.experiment.FactorTable;
import seco.run.Interval;
import seco.run.RunRecords;

/** Shows what each row of some records has learned. */
@Command(
    name = "factors",
    description = {
      "What does each task learn? The factors of the lab that a linear probe reads from the features"
          + " of every row, from the records of 'experiment ablation', side by side.",
      "Accuracies in per cent, then R2; means and 95 % intervals over seeds.",
    })
final class FactorsCommand extends Subcommand {
  @Option(
      names = "--records",
      required = true,
      split = ",",
      converter = Options.PathConverter.class,
      paramLabel = "FILE",
      description = "Tables of records, joined by commas; a row in several of them stands once.")
  private List<Path> records = List.of();

  @Override
  void check() {
    // Files are all there is, and reading them checks them.
  }

  @Override
  Result work(Console console) throws IOException {
    RunRecords all = FactorTable.read(records);
    String name = "What each task learns";
    String text =
        RecordTables.mixed(name, all, FactorTable.SHARES, FactorTable.NUMBERS)
            .printAll()
            .stripTrailing();
    Map<String, Object> rows = new LinkedHashMap<>();
    for (String variant : all.variants()) {
      Map<String, Object> row = new LinkedHashMap<>();
      Stream.concat(FactorTable.SHARES.stream(), FactorTable.NUMBERS.stream())
          .filter(metric -> all.values(variant, metric).length > 0)
          .forEach(metric -> row.put(metric, Interval.of(all.values(variant, metric)).mean()));
      rows.put(variant, row);
    }
    return new Result(text).with("rows", rows);
  }
}
