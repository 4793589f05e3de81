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
import seco.experiment.AblationReport;
import seco.experiment.LabAblation;
import seco.experiment.Variant;
import seco.experiment.VideoAblation;
import seco.lab.LabConfig;
import seco.run.Interval;
import seco.run.Progress;
import seco.run.RunRecords;
import seco.run.SafeFile;
import seco.run.Scale;
import seco.run.Workspace;

/** Trains and judges the rows of the ablation table. */
@Command(
    name = "ablation",
    description = {
      "Trains and judges random, start, frames, Inter, +Intra, +Order, seed by seed.",
      "Writes records (variant,seed,metric,value) with their provenance beside them. What is"
          + " finished is not done again: after an interruption the same command goes on.",
      "Without --train it runs on the video lab, with it on the videos of two lists.",
    })
final class AblationCommand extends Subcommand {
  @Mixin private final ExperimentOptions options = new ExperimentOptions();

  @Option(
      names = "--scene-bias",
      paramLabel = "X",
      description = "Share of lab videos whose scene belongs to their action (default: the lab's).")
  private @Nullable Double sceneBias;

  @Option(
      names = "--train",
      converter = Options.PathConverter.class,
      paramLabel = "FILE",
      description = "List of training videos, lines 'path frames label'.")
  private @Nullable Path train;

  @Option(
      names = "--test",
      converter = Options.PathConverter.class,
      paramLabel = "FILE",
      description = "List of test videos.")
  private @Nullable Path test;

  @Option(
      names = "--root",
      converter = Options.PathConverter.class,
      paramLabel = "DIR",
      description = "Folder to which the lists' paths are relative.")
  private @Nullable Path root;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "Name of the records on listed videos (default: the root's folder).")
  private @Nullable String name;

  @Override
  void check() {
    options.check();
    boolean listed = train != null;
    if (listed != (test != null) || listed != (root != null)) {
      throw new InputException("--train, --test and --root belong together");
    }
    if (listed && sceneBias != null) {
      throw new InputException("--scene-bias " + sceneBias + ": only for the lab, without --train");
    }
    if (!listed) {
      Options.of("--scene-bias", () -> LabConfig.standard().withSceneBias(bias()));
    }
    if (name != null && !name.matches("[A-Za-z0-9._-]+")) {
      throw new InputException("--name '" + name + "': letters, digits, dots and dashes only");
    }
  }

  private double bias() {
    return sceneBias == null ? LabConfig.standard().sceneBias() : sceneBias;
  }

  @Override
  Result work(Console console) throws IOException, InterruptedException {
    SafeFile.requireWritable(options.out().resolve("records.csv"));
    Path work = options.runs();
    Listener listener = new Listener(console);
    String title;
    AblationReport report;
    if (train != null && test != null && root != null) {
      title = "ablation-" + Scale.current().id() + "-" + (name == null ? root.getFileName() : name);
      report =
          new VideoAblation(train, test, root, work)
              .run(Scale.current(), options.seeds(), listener);
    } else {
      LabAblation lab =
          new LabAblation(Scale.current(), bias(), Workspace.data(), work.resolve("ablation"));
      title = lab.name();
      report = lab.run(options.seeds(), listener);
    }
    report.write(options.out(), title);
    return result(options.out().resolve(title + ".csv"), report.records());
  }

  private static Result result(Path file, RunRecords records) {
    Map<String, Object> means = new LinkedHashMap<>();
    StringBuilder text = new StringBuilder(file + ": top-1 in per cent");
    for (String variant : records.variants()) {
      Interval top1 = Interval.of(records.values(variant, "top1"));
      means.put(variant, top1.mean());
      text.append(String.format(Locale.ROOT, "%n%-18s %5.1f", variant, 100 * top1.mean()));
    }
    return new Result(text.toString()).with("records", file).with("top1", means);
  }

  /** Shows what is trained. */
  private record Listener(Console console) implements LabAblation.Listener {
    @Override
    public Progress of(Variant variant, long seed) {
      return console.progress("steps of " + variant.label() + ", seed " + seed, 0);
    }

    @Override
    public Progress data(long seed) {
      return console.progress("videos and frame stores, seed " + seed, 0);
    }
  }
}
