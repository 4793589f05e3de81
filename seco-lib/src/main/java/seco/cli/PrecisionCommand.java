package seco.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import seco.compile.Precision;
import seco.experiment.PrecisionComparison;
import seco.run.Interval;
import seco.run.Progress;
import seco.run.RunRecords;
import seco.run.SafeFile;
import seco.run.Scale;
import seco.run.Workspace;

/** Compares trainings in float32 and in bf16. */
@Command(
    name = "precision",
    description = {
      "Trains all of SeCo on the video lab, seed by seed, in compiled networks of float32 and of"
          + " bf16, and judges them alike.",
      "Both continue from the starts of the ablation with scene bias 0, which are trained where"
          + " they are missing.",
      "Writes records (variant,seed,metric,value) with their provenance beside them. What is"
          + " finished is not done again: after an interruption the same command goes on.",
    })
final class PrecisionCommand extends Subcommand {
  @Mixin private final ExperimentOptions options = new ExperimentOptions();

  @Override
  void check() {
    options.check();
  }

  @Override
  Result work(Console console) throws IOException, InterruptedException {
    PrecisionComparison comparison =
        new PrecisionComparison(
            Scale.current(), Workspace.data(), options.runs().resolve("ablation"));
    Path file = SafeFile.requireWritable(options.out().resolve(comparison.name() + ".csv"));
    var report = comparison.run(options.seeds(), new Listener(console));
    report.write(options.out(), comparison.name());
    return result(file, report.records());
  }

  private static Result result(Path file, RunRecords records) {
    Map<String, Object> top1 = new LinkedHashMap<>();
    Map<String, Object> seconds = new LinkedHashMap<>();
    StringBuilder text = new StringBuilder(file + ": top-1 in per cent, seconds a step");
    for (Precision precision : Precision.values()) {
      String label = PrecisionComparison.label(precision);
      double accuracy = Interval.of(records.values(label, "top1")).mean();
      double step = Interval.of(records.values(label, "secondsPerStep")).mean();
      top1.put(precision.id(), accuracy);
      seconds.put(precision.id(), step);
      text.append(
          String.format(Locale.ROOT, "%n%-8s %5.1f %7.4f", precision.id(), 100 * accuracy, step));
    }
    return new Result(text.toString())
        .with("records", file)
        .with("top1", top1)
        .with("secondsPerStep", seconds);
  }

  /** Shows what is trained. */
  private record Listener(Console console) implements PrecisionComparison.Listener {
    @Override
    public Progress of(String label, long seed) {
      return console.progress("steps of " + label + ", seed " + seed, 0);
    }

    @Override
    public Progress data(long seed) {
      return console.progress("videos and frame stores, seed " + seed, 0);
    }
  }
}
