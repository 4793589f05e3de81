package seco.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import seco.InputException;
import seco.experiment.TrackingData;
import seco.run.Card;
import seco.run.Provenance;
import seco.run.SafeFile;
import seco.run.Score;
import seco.track.IdentityTracker;
import seco.track.Sequence;
import seco.track.TrackRun;
import seco.track.Tracker;
import seco.track.otb.Bootstrap;
import seco.track.otb.Curves;
import seco.track.otb.Evaluation;
import seco.track.otb.Got10kReport;
import seco.track.otb.Got10kResults;
import seco.track.otb.OtbReport;
import seco.track.otb.OtbResults;
import seco.track.otb.Protocol;
import seco.track.otb.ResultFolder;

/** Judges a tracker on sequences. */
@Command(
    name = "eval",
    description = {
      "Judges a tracker on sequences in OTB's or GOT-10k's layout, as the GOT-10k toolkit does.",
      "A sequence whose result is there is not tracked again, so that it can be stopped and go on.",
    })
final class TrackEvalCommand extends Subcommand {
  @Option(
      names = "--run",
      converter = Options.PathConverter.class,
      paramLabel = "DIR",
      description = "A run of seco track train.")
  private @Nullable Path run;

  @Option(
      names = "--identity",
      description = "In place of --run: the tracker that says that nothing moves.")
  private boolean identity;

  @Option(
      names = "--data",
      required = true,
      converter = Options.PathConverter.class,
      paramLabel = "DIR",
      description =
          "Folder of OTB's sequences, or of GOT-10k's: with list.txt, or whose folder val has one.")
  private Path data = Path.of("");

  @Option(
      names = "--protocol",
      paramLabel = "ope|tre|sre",
      description =
          "One pass each (default), passes from twenty frames, or from twelve boxes beside the"
              + " truth.")
  private String protocol = "ope";

  @Option(
      names = "--results",
      converter = Options.PathConverter.class,
      paramLabel = "DIR",
      description =
          "Folder of the result files, in the toolkits' form (default: results in the run; none is"
              + " kept of --identity).")
  private @Nullable Path results;

  @Override
  void check() {
    if (identity == (run != null)) {
      throw new InputException("choose one of --run DIR and --identity");
    }
    var unused = protocol();
  }

  private Protocol protocol() {
    return Options.choice("--protocol", protocol, Protocol.class);
  }

  @Override
  Result work(Console console) throws IOException {
    List<Sequence> sequences = TrackingData.toJudgeBy(data);
    boolean got10k = TrackingData.isGot10k(data);
    if (run == null) {
      try (Tracker tracker = new IdentityTracker()) {
        Card card = Card.EMPTY.with("encoder", "none").with("kind", "identity");
        return identity(sequences, got10k, tracker, card, console);
      }
    }
    try (TrackRun opened = TrackRun.open(run);
        Tracker tracker = opened.tracker()) {
      String name = String.valueOf(data.toAbsolutePath().normalize().getFileName());
      Path root = results == null ? run.resolve("results").resolve(name) : results;
      String title = "SiamFC-" + opened.sha256().substring(0, 8);
      Card card =
          Card.EMPTY
              .with("encoder", opened.sha256())
              .with("kind", "SiamFC, profile " + opened.config().profile())
              .with("network", opened.config().weights())
              .with("seed", opened.config().seed());
      return evaluate(sequences, got10k, tracker, title, root, card, console)
          .with("weights", opened.config().weights())
          .with("profile", opened.config().profile())
          .with("headSteps", opened.steps());
    }
  }

  private Result identity(
      List<Sequence> sequences, boolean got10k, Tracker tracker, Card card, Console console)
      throws IOException {
    if (results != null) {
      return evaluate(sequences, got10k, tracker, "Identity", results, card, console);
    }
    Path temporary = Files.createTempDirectory("seco-identity");
    try {
      return evaluate(sequences, got10k, tracker, "Identity", temporary, card, console)
          .with("results", null);
    } finally {
      SafeFile.deleteTree(temporary);
    }
  }

  private Result evaluate(
      List<Sequence> sequences,
      boolean got10k,
      Tracker tracker,
      String name,
      Path root,
      Card card,
      Console console)
      throws IOException {
    Protocol chosen = protocol();
    String folder = chosen == Protocol.OPE ? name : name + "-" + chosen.id();
    ResultFolder files =
        got10k
            ? new Got10kResults(root.resolve("GOT-10k").resolve(folder), 1)
            : new OtbResults(root.resolve("OTB2015").resolve(folder));
    Evaluation evaluation = new Evaluation(sequences, chosen, files);
    StopRequest stop = console.stopRequest();
    if (!evaluation.run(tracker, console.progress("frames", 0), stop::requested)) {
      console.complain("stopped; the sequences that are done are kept in " + root);
      throw new StoppedException();
    }
    OtbReport report = evaluation.otb();
    Result result = result(name, report, console);
    if (got10k && chosen == Protocol.OPE) {
      addGot10k(result, evaluation.got10k());
    }
    Card full =
        card.with("protocol", chosen.id())
            .with("layout", got10k ? "GOT-10k" : "OTB")
            .with("test", evaluation.dataSha256())
            .with("testRows", sequences.size())
            .with(Score.COMMIT, Provenance.currentCommit());
    return result
        .with("protocol", chosen.id())
        .with("results", files.folder())
        .with("card", full.fields());
  }

  private static Result result(String name, OtbReport report, Console console) {
    Curves overall = report.overall();
    if (!report.cut().isEmpty()) {
      console.complain("more or fewer boxes than frames: " + String.join(", ", report.cut()));
    }
    Bootstrap.Range auc = report.range(Curves::successAuc);
    double speed = report.framesPerSecond().orElse(Double.NaN);
    String text =
        String.format(
            Locale.ROOT,
            "%s on %d sequences: success %.4f (%.4f to %.4f), precision %.4f, normalised %.4f, %.1f"
                + " frames/s",
            name,
            report.sequences().size(),
            auc.value(),
            auc.low(),
            auc.high(),
            overall.precision20(),
            overall.normalizedPrecision20(),
            speed);
    Result result = new Result(text).with("tracker", name);
    scores(overall).forEach(result::with);
    return result
        .with("framesPerSecond", speed)
        .with("intervals", intervals(report))
        .with("perSequence", perSequence(report))
        .with("successCurve", overall.success())
        .with("precisionCurve", overall.precision());
  }

  private static Map<String, Object> perSequence(OtbReport report) {
    Map<String, Object> each = new LinkedHashMap<>();
    for (Map.Entry<String, Curves> one : report.sequences().entrySet()) {
      Map<String, Object> scores = scores(one.getValue());
      Optional<Double> speed = Optional.ofNullable(report.speeds().get(one.getKey()));
      speed.ifPresent(value -> scores.put("framesPerSecond", value));
      each.put(one.getKey(), scores);
    }
    return each;
  }

  private static Map<String, Object> scores(Curves curves) {
    Map<String, Object> scores = new LinkedHashMap<>();
    scores.put("successAuc", curves.successAuc());
    scores.put("precision20", curves.precision20());
    scores.put("normalizedPrecision", curves.normalizedPrecision20());
    scores.put("successRate50", curves.successRate50());
    return scores;
  }

  private static Map<String, Object> intervals(OtbReport report) {
    Map<String, Object> intervals = new LinkedHashMap<>();
    intervals.put("successAuc", ends(report.range(Curves::successAuc)));
    intervals.put("precision20", ends(report.range(Curves::precision20)));
    intervals.put("normalizedPrecision", ends(report.range(Curves::normalizedPrecision20)));
    return intervals;
  }

  private static double[] ends(Bootstrap.Range range) {
    return new double[] {range.low(), range.high()};
  }

  private static void addGot10k(Result result, Got10kReport report) {
    Got10kReport.Pool overall = report.overall();
    result
        .with("averageOverlap", overall.averageOverlap())
        .with("averageOverlapInterval", ends(report.averageOverlap()))
        .with("successRateGot10k50", overall.successRate50())
        .with("successRateGot10k75", overall.successRate75());
  }
}
