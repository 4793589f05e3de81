package seco.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import seco.InputException;
import seco.experiment.Row;
import seco.experiment.TrackerComparison;
import seco.experiment.TrackerResults;
import seco.experiment.TrackerTable;
import seco.experiment.TrackingData;
import seco.run.Progress;
import seco.run.SafeFile;
import seco.run.Scale;
import seco.run.Workspace;
import seco.track.otb.Bootstrap;

/** Trains and judges trackers on every network of the ablation. */
@Command(
    name = "tracking",
    description = {
      "Trains and judges trackers on the networks of the ablation (random, start, frames, Inter,"
          + " +Intra, +Order) and on given ones, beside the one that says that nothing moves.",
      "The ablation's networks are trained where they are missing. Heads learn from the lab's"
          + " boxes, unless --train names other sequences.",
      "Writes records, their cards and the sequences' attributes. What is finished is not done"
          + " again: after an interruption the same command goes on.",
    })
final class TrackingCommand extends Subcommand {
  @Mixin private final ExperimentOptions options = new ExperimentOptions();

  @Option(
      names = "--data",
      converter = Options.PathConverter.class,
      paramLabel = "DIR",
      description =
          "Sequences to judge by, in OTB's layout or GOT-10k's with val (default: the lab's).")
  private @Nullable Path data;

  @Option(
      names = "--train",
      converter = Options.PathConverter.class,
      paramLabel = "DIR",
      description = "Sequences to learn from in GOT-10k's layout (default: the lab's).")
  private @Nullable Path train;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "Name of the sequences in the records (default: the folder of --data).")
  private @Nullable String name;

  @Option(
      names = "--weights",
      paramLabel = "ROW=RUN|FILE",
      description =
          "A further row: the network of a run, or of a file of weights; may be repeated.")
  private Map<String, String> weights = new LinkedHashMap<>();

  @Override
  void check() {
    options.checkSeeds();
    if (name != null && data == null) {
      throw new InputException("--name " + name + ": goes with --data");
    }
    if (Scale.current() == Scale.PAPER && (data == null || train == null)) {
      throw new InputException(
          "scale 'paper': the lab has no such size, so --train and --data are needed");
    }
    if (!title().matches("[A-Za-z0-9._-]+")) {
      throw new InputException("--name '" + title() + "': letters, digits, dots and dashes only");
    }
  }

  private String title() {
    if (data == null) {
      return "lab";
    }
    return name == null ? String.valueOf(data.toAbsolutePath().normalize().getFileName()) : name;
  }

  @Override
  Result work(Console console) throws IOException, InterruptedException {
    Listener listener = new Listener(console);
    TrackerTable table =
        new TrackerTable(
            Scale.current(), sequences(listener), given(), Workspace.data(), options.runs());
    Path file = SafeFile.requireWritable(options.out().resolve(table.name() + ".csv"));
    TrackerResults results = table.run(options.seeds(), listener);
    results.write(options.out(), table.name());
    return result(file, results);
  }

  private TrackingData sequences(Listener listener) throws IOException {
    if (train != null && data != null) {
      return new TrackingData(
          title(), TrackingData.toLearnFrom(train), TrackingData.toJudgeBy(data));
    }
    TrackingData lab = TrackingData.lab(Workspace.data(), Scale.current(), listener.sequences());
    TrackingData judged = data == null ? lab : lab.judgedBy(title(), TrackingData.toJudgeBy(data));
    return train == null ? judged : judged.learning(TrackingData.toLearnFrom(train));
  }

  private Map<String, Path> given() {
    Map<String, Path> given = new LinkedHashMap<>();
    weights.forEach((row, path) -> given.put(row, Path.of(path)));
    return given;
  }

  private static Result result(Path file, TrackerResults results) {
    StringBuilder text =
        new StringBuilder(
            file
                + ": success with its interval over sequences, above identity; precision at 20 px");
    Map<String, Object> rows = new LinkedHashMap<>();
    for (String tracker : results.trackers()) {
      Bootstrap.Range auc = results.range(tracker, TrackerResults.SUCCESS_AUC);
      Bootstrap.Range above =
          results.above(tracker, TrackerComparison.IDENTITY, TrackerResults.SUCCESS_AUC);
      double precision = results.range(tracker, TrackerResults.PRECISION_20).value();
      text.append(
          String.format(
              Locale.ROOT,
              "%n%-18s %.3f (%.3f to %.3f) %+.3f (%+.3f to %+.3f)  %.3f",
              tracker,
              auc.value(),
              auc.low(),
              auc.high(),
              above.value(),
              above.low(),
              above.high(),
              precision));
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("successAuc", auc.value());
      row.put("interval", new double[] {auc.low(), auc.high()});
      row.put("aboveIdentity", above.value());
      row.put("aboveIdentityInterval", new double[] {above.low(), above.high()});
      row.put("precision20", precision);
      rows.put(tracker, row);
    }
    return new Result(text.toString()).with("records", file).with("trackers", rows);
  }

  /** Shows what is done. */
  private record Listener(Console console) implements TrackerTable.Listener {
    Progress sequences() {
      return console.progress("sequences of the lab", 0);
    }

    @Override
    public Progress of(Row row, long seed) {
      return console.progress("steps of " + row.label() + ", seed " + seed, 0);
    }

    @Override
    public Progress data(long seed) {
      return console.progress("videos and frame stores, seed " + seed, 0);
    }

    @Override
    public Progress head(String label, long seed) {
      return console.progress("steps of the head on " + label + ", seed " + seed, 0);
    }

    @Override
    public Progress frames(String label, long seed) {
      return console.progress("frames tracked on " + label + ", seed " + seed, 0);
    }
  }
}
