package seco.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import seco.InputException;
import seco.experiment.AblationReport;
import seco.experiment.DualVarRow;
import seco.experiment.DualVarTable;
import seco.lab.LabConfig;
import seco.run.Interval;
import seco.run.Progress;
import seco.run.RunRecords;
import seco.run.SafeFile;
import seco.run.Scale;
import seco.run.Workspace;

/** Trains and judges the networks of DualVar's comparison. */
@Command(
    name = "dualvar",
    description = {
      "Trains and judges random, simclr, simclr+sr, simclr+sr+tc and the same with moco, seed by"
          + " seed: the contrast of clips, with shuffle-rank, and with temporal coherence. Beside"
          + " them simclr+sr+tc-unclamped, whose shuffle-rank has no clamp, as in moco; rotnet3d"
          + " and clip-order, pretext tasks of other authors, for as many steps; and"
          + " simclr+sr+tc-2d, DualVar on SeCo's ResNet-18 frame by frame.",
      "Writes records (variant,seed,metric,value) with cards and provenance beside them. Ctrl-C, or"
          + " the signal TERM, ends it after the current step; the same command goes on.",
      "Without --train-store it runs on the video lab.",
    })
final class DualVarExperimentCommand extends Subcommand {
  private static final List<String> SHOWN =
      List.of("top1", "recallCentred.1", "recall.1", "withinShare", "shuffleRankSwapped");

  @Mixin private final ExperimentOptions options = new ExperimentOptions();

  @Option(
      names = "--rows",
      split = ",",
      paramLabel = "ROW",
      description = "Rows to train and judge, joined by commas (default: all).")
  private @Nullable List<String> rows;

  @Option(
      names = "--scene-bias",
      paramLabel = "X",
      description = "Share of lab videos whose scene belongs to their action (default: the lab's).")
  private @Nullable Double sceneBias;

  @Option(
      names = "--train-store",
      converter = Options.PathConverter.class,
      paramLabel = "STORE",
      description = "Frame store of training videos, in place of the lab's.")
  private @Nullable Path train;

  @Option(
      names = "--test-store",
      converter = Options.PathConverter.class,
      paramLabel = "STORE",
      description = "Frame store of test videos.")
  private @Nullable Path test;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "Name of these videos in the records (default: the training store's).")
  private @Nullable String name;

  @Option(
      names = "--set",
      paramLabel = "PATH=VALUE",
      description =
          "Changes a setting of the scale's preset by its path, such as optimization.batchSize;"
              + " may be repeated.")
  private Map<String, String> changes = new LinkedHashMap<>();

  @Override
  void check() {
    options.checkSeeds();
    if ((train == null) != (test == null)) {
      throw new InputException("--train-store and --test-store belong together");
    }
    if (train == null) {
      if (Scale.current() == Scale.PAPER) {
        throw new InputException(
            "scale 'paper': the lab has no such size, so --train-store and --test-store are needed");
      }
      Options.of("--scene-bias", () -> LabConfig.standard().withSceneBias(bias()));
    } else if (sceneBias != null) {
      throw new InputException("--scene-bias " + sceneBias + ": only for the lab");
    }
    if (name != null && train == null) {
      throw new InputException("--name " + name + ": goes with --train-store");
    }
    if (!title().matches("[A-Za-z0-9._-]+")) {
      throw new InputException("--name '" + title() + "': letters, digits, dots and dashes only");
    }
    var unused = rows();
  }

  private double bias() {
    return sceneBias == null ? LabConfig.standard().sceneBias() : sceneBias;
  }

  private String title() {
    return name != null || train == null
        ? String.valueOf(name)
        : String.valueOf(train.toAbsolutePath().normalize().getFileName());
  }

  private List<DualVarRow> rows() {
    return rows == null ? List.of(DualVarRow.values()) : DualVarRow.named(rows);
  }

  @Override
  Result work(Console console) throws IOException, InterruptedException {
    DualVarTable.Stores stores =
        train == null || test == null ? null : new DualVarTable.Stores(title(), train, test);
    Path runs = options.runs().toAbsolutePath();
    DualVarTable table =
        new DualVarTable(Scale.current(), changes, bias(), stores, Workspace.data(), runs);
    Path file = SafeFile.requireWritable(options.out().resolve(table.name() + ".csv"));
    StopRequest stop = console.stopRequest();
    try {
      AblationReport report = table.run(rows(), options.seeds(), new Listener(console, stop));
      report.write(options.out(), table.name());
      return result(file, report.records());
    } catch (InterruptedException e) {
      if (!stop.requested()) {
        throw e;
      }
      console.complain(e.getMessage() + "; the same command goes on");
      throw new StoppedException();
    }
  }

  private static Result result(Path file, RunRecords records) {
    StringBuilder text =
        new StringBuilder(file + ": mean, and 95 % interval over seeds, in per cent");
    text.append(String.format(Locale.ROOT, "%n%-22s", ""));
    SHOWN.forEach(metric -> text.append(String.format(Locale.ROOT, " %20s", metric)));
    Map<String, Object> means = new LinkedHashMap<>();
    for (String variant : records.variants()) {
      Map<String, Object> row = new LinkedHashMap<>();
      text.append(String.format(Locale.ROOT, "%n%-22s", variant));
      for (String metric : SHOWN) {
        double[] values = records.values(variant, metric);
        if (values.length == 0) { // a pretext task knows no segments
          text.append(String.format(Locale.ROOT, " %20s", "-"));
          continue;
        }
        Interval value = Interval.of(values);
        row.put(metric, value.mean());
        String cell = String.format(Locale.ROOT, "%.1f", 100 * value.mean());
        if (value.values() > 1) {
          cell += String.format(Locale.ROOT, " ± %.1f", 100 * value.halfWidth());
        }
        text.append(String.format(Locale.ROOT, " %20s", cell));
      }
      means.put(variant, row);
    }
    return new Result(text.toString()).with("records", file).with("means", means);
  }

  /** Shows what is done. */
  private record Listener(Console console, StopRequest stop) implements DualVarTable.Listener {
    @Override
    public Progress steps(DualVarRow row, long seed) {
      return console.progress("steps of " + row.label() + ", seed " + seed, 0);
    }

    @Override
    public Progress videos(DualVarRow row, long seed) {
      return console.progress("videos for " + row.label() + ", seed " + seed, 0);
    }

    @Override
    public Progress data(long seed) {
      return console.progress("videos and frame stores, seed " + seed, 0);
    }

    @Override
    public boolean stopRequested() {
      return stop.requested();
    }
  }
}
