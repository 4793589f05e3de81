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
import seco.experiment.ComparedNetworks;
import seco.experiment.FineTuningRecords;
import seco.experiment.FineTuningTable;
import seco.experiment.FineTuningVideos;
import seco.experiment.Row;
import seco.run.Interval;
import seco.run.Progress;
import seco.run.SafeFile;
import seco.run.Scale;
import seco.run.Workspace;

/** Fine-tunes and tests every network of the ablation. */
@Command(
    name = "finetuning",
    description = {
      "Fine-tunes the networks of the ablation (random, start, frames, Inter, +Intra, +Order) and"
          + " given ones on the same labelled videos, and tests them on others.",
      "The ablation's networks are trained where they are missing. The videos are the lab's, other"
          + " ones for every seed, unless --data names a data set.",
      "Writes records and their cards. What is finished is not done again: after an interruption"
          + " the same command goes on. Of an untrained network all batch norms learn, of others"
          + " the first alone.",
    })
final class FineTuningCommand extends Subcommand {
  @Mixin private final ExperimentOptions options = new ExperimentOptions();

  @Option(
      names = "--data",
      converter = Options.PathConverter.class,
      paramLabel = "DIR",
      description =
          "Folder of a data set with frame stores frames/train1 and frames/test1, as data-scripts"
              + " make them (default: the lab's videos).")
  private @Nullable Path data;

  @Option(
      names = "--split",
      split = ",",
      paramLabel = "N",
      description =
          "Official splits of --data: one, or 1,2,3 for their mean (default: those that are"
              + " there).")
  private List<Integer> splits = List.of();

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "Name of the data in the records (default: the folder of --data).")
  private @Nullable String name;

  @Option(
      names = "--rows",
      split = ",",
      paramLabel = "ROW",
      description =
          "Networks of the ablation, joined by commas, as in experiment ablation (default: all of"
              + " the table; none: given ones alone).")
  private @Nullable List<String> rows;

  @Option(
      names = "--weights",
      paramLabel = "ROW=RUN|FILE",
      description =
          "A further row: the network of a run, or of a file of weights; may be repeated.")
  private Map<String, String> weights = new LinkedHashMap<>();

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "Passes over the videos (default: those of the scale's preset).")
  private @Nullable Integer epochs;

  @Override
  void check() {
    options.checkSeeds();
    if (epochs != null) {
      Options.requireAtLeast("--epochs", epochs, 1);
    }
    if (data == null && (name != null || !splits.isEmpty())) {
      String option = name != null ? "--name " + name : "--split " + splits.get(0);
      throw new InputException(option + ": goes with --data");
    }
    if (!title().matches("[A-Za-z0-9._-]+")) {
      throw new InputException("--name '" + title() + "': letters, digits, dots and dashes only");
    }
    var unused = table();
  }

  private String title() {
    if (data == null) {
      return FineTuningVideos.LAB.name();
    }
    return name == null ? String.valueOf(data.toAbsolutePath().normalize().getFileName()) : name;
  }

  private FineTuningTable table() {
    Map<String, Path> given = new LinkedHashMap<>();
    weights.forEach((row, path) -> given.put(row, Path.of(path)));
    Scale scale = Scale.current();
    ComparedNetworks networks =
        new ComparedNetworks(scale, rows(scale), given, Workspace.data(), options.runs());
    FineTuningVideos videos =
        data == null ? FineTuningVideos.LAB : FineTuningVideos.in(data, title(), splits);
    return new FineTuningTable(networks, videos, epochs == null ? 0 : epochs);
  }

  private List<Row> rows(Scale scale) {
    if (rows == null) {
      return ComparedNetworks.table(scale);
    }
    return rows.equals(List.of("none")) ? List.of() : Row.named(rows);
  }

  @Override
  Result work(Console console) throws IOException {
    FineTuningTable table = table();
    Path file = SafeFile.requireWritable(options.out().resolve(table.name() + ".csv"));
    Listener listener = new Listener(console, console.stopRequest());
    try {
      FineTuningRecords results = table.run(options.seeds(), listener);
      results.write(options.out(), table.name());
      return result(file, results);
    } catch (InterruptedException e) {
      console.complain(e.getMessage() + "; the same command goes on");
      throw new StoppedException();
    }
  }

  private static Result result(Path file, FineTuningRecords results) {
    StringBuilder text =
        new StringBuilder(
            file + ": top-1 and top-5 in per cent of the test videos, 95 % interval over seeds");
    Map<String, Object> rows = new LinkedHashMap<>();
    for (String network : results.networks()) {
      Interval top1 = results.interval(network, FineTuningRecords.TOP1);
      double top5 = results.interval(network, FineTuningRecords.TOP5).mean();
      String width =
          top1.values() > 1 ? String.format(Locale.ROOT, " ± %4.1f", 100 * top1.halfWidth()) : "";
      text.append(
          String.format(
              Locale.ROOT,
              "%n%-18s %5.1f%s  %5.1f",
              network,
              100 * top1.mean(),
              width,
              100 * top5));
      rows.put(network, Map.of("top1", top1.mean(), "top5", top5));
    }
    return new Result(text.toString()).with("records", file).with("networks", rows);
  }

  /** Shows what is done. */
  private record Listener(Console console, StopRequest stop) implements FineTuningTable.Listener {
    @Override
    public Progress of(Row row, long seed) {
      return console.progress("steps of " + row.label() + ", seed " + seed, 0);
    }

    @Override
    public Progress data(long seed) {
      return console.progress("videos and frame stores, seed " + seed, 0);
    }

    @Override
    public Progress tuning(String label, long seed) {
      return console.progress("steps of the fine-tuning of " + label + ", seed " + seed, 0);
    }

    @Override
    public Progress testing(String label, long seed) {
      return console.progress("frames of the test of " + label + ", seed " + seed, 0);
    }

    @Override
    public boolean stopRequested() {
      return stop.requested();
    }
  }
}
