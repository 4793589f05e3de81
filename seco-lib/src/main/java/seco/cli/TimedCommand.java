package seco.cli;

import java.io.IOException;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import seco.bench.EngineThreads;
import seco.bench.Measurement;
import seco.bench.Rounds;
import seco.bench.Stage;
import seco.bench.Timings;
import seco.run.ProcessMemory;

/** Times a stage: its rounds, its threads, and how the result is said. */
abstract class TimedCommand extends Subcommand {
  private static final int MOST_THREADS = 1024;
  private static final double MEBIBYTE = 1 << 20;

  @Option(
      names = "--threads",
      order = 50,
      paramLabel = "N",
      description =
          "Threads at work (default: SECO_THREADS, else all processors; pipeline,"
              + " video, store, loading: 1).")
  private @Nullable Integer threads;

  @Option(
      names = "--steps",
      order = 51,
      paramLabel = "N",
      description = "Rounds that are timed (default ${DEFAULT-VALUE}).")
  private int steps;

  @Option(
      names = "--warmup",
      order = 52,
      paramLabel = "N",
      description = "Rounds before them that are not (default ${DEFAULT-VALUE}).")
  private int warmup;

  TimedCommand(int steps, int warmup) {
    this.steps = steps;
    this.warmup = warmup;
  }

  /** What is timed. Nothing is started yet; what does not fit together is refused. */
  abstract Stage stage();

  /** The threads that are asked for, or null. */
  final @Nullable Integer threads() {
    return threads;
  }

  /** Settles the threads before the work and says how many there are. */
  int settleThreads() {
    if (threads != null) {
      int wanted = threads;
      Options.of(
          "--threads",
          () -> {
            EngineThreads.start(wanted);
            return wanted;
          });
    }
    return EngineThreads.current();
  }

  @Override
  void check() {
    if (threads != null) {
      Options.requireWithin("--threads", threads, 1, MOST_THREADS);
    }
    Options.requireAtLeast("--steps", steps, 1);
    Options.requireAtLeast("--warmup", warmup, 0);
    var unused = stage();
  }

  @Override
  final Result work(Console console) throws IOException {
    Stage stage = stage();
    int atWork = settleThreads();
    Measurement measurement =
        stage.measure(new Rounds(warmup, steps), console.progress("rounds of " + stage.name(), 0));
    return result(stage, atWork, measurement);
  }

  private Result result(Stage stage, int atWork, Measurement measurement) throws IOException {
    Timings timings = measurement.timings();
    double peak = ProcessMemory.peakResident() / MEBIBYTE;
    Result result = new Result(text(stage, atWork, measurement, peak)).with("stage", stage.name());
    stage.settings().forEach(result::with);
    result
        .with("threads", atWork)
        .with("steps", steps)
        .with("warmup", warmup)
        .with("rounds", timings.rounds())
        .with("seconds_median", timings.median())
        .with("seconds_min", timings.quantile(0))
        .with("seconds_lower_quartile", timings.quantile(0.25))
        .with("seconds_upper_quartile", timings.quantile(0.75));
    measurement.findings().forEach(result::with);
    return result.with("peak_mib", peak > 0 ? Math.round(peak) : null);
  }

  private static String text(Stage stage, int atWork, Measurement measurement, double peak) {
    Timings timings = measurement.timings();
    String settings =
        stage.settings().entrySet().stream()
            .map(entry -> entry.getKey() + " " + entry.getValue())
            .collect(Collectors.joining(", "));
    String findings =
        measurement.findings().entrySet().stream()
            .map(entry -> String.format(Locale.ROOT, ", %s %.4g", entry.getKey(), entry.getValue()))
            .collect(Collectors.joining());
    return String.format(
        Locale.ROOT,
        "%s: %.4g s, median of %d rounds, quartiles %.4g and %.4g s%s, peak %.0f MiB"
            + " (%s, threads %d)",
        stage.name(),
        timings.median(),
        timings.rounds(),
        timings.quantile(0.25),
        timings.quantile(0.75),
        findings,
        peak,
        settings,
        atWork);
  }
}
