package seco.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import seco.InputException;
import seco.experiment.AblationConfig;
import seco.experiment.AblationReport;
import seco.experiment.LabAblation;
import seco.experiment.Row;
import seco.experiment.SeededAblation;
import seco.experiment.SweepAxis;
import seco.experiment.Variant;
import seco.experiment.VideoAblation;
import seco.lab.LabConfig;
import seco.run.Interval;
import seco.run.RunRecords;
import seco.run.SafeFile;
import seco.run.Scale;
import seco.run.Workspace;

/** The options that say which ablation is meant, and what is told of it. */
final class AblationOptions {
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
      description = {
        "Name of the records: of listed videos in place of the root's folder, of the lab's after the"
            + " scene bias in place of the rows' or the axis's."
      })
  private @Nullable String name;

  @Option(
      names = "--rows",
      split = ",",
      paramLabel = "ROW",
      description = {
        "Rows to train and judge, joined by commas (default: those of the paper's table). Random,"
            + " start, frames, inter, inter+intra, inter+intra+order,",
        "and what the table leaves out: intra, order, inter+order, intra+order,"
            + " vince, supervised, shuffle-and-learn, opn, rotnet."
      })
  private @Nullable List<String> rows;

  @Option(
      names = "--axis",
      paramLabel = "AXIS",
      description = {
        "All of SeCo along the values of one setting, in place of rows: equation3, sampling,"
            + " memory, temperature, momentum, batch, replicas or keys."
      })
  private @Nullable String axis;

  void check() {
    options.check();
    if (rows != null && axis != null) {
      throw new InputException("--rows and --axis " + axis + ": choose one of them");
    }
    var unused = rows(AblationConfig.of(Scale.current()));
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

  /** Requires that the records could be written, and says which ablation is meant. */
  SeededAblation ablation() {
    SafeFile.requireWritable(options.out().resolve("records.csv"));
    Path work = options.runs().toAbsolutePath();
    if (train != null && test != null && root != null) {
      return new VideoAblation(
          Scale.current(),
          train.toAbsolutePath(),
          test.toAbsolutePath(),
          root.toAbsolutePath(),
          work);
    }
    return new LabAblation(Scale.current(), bias(), Workspace.data(), work.resolve("ablation"));
  }

  List<Long> seeds() {
    return options.seeds();
  }

  /** The rows that are meant, of an ablation's settings. */
  List<? extends Row> rows(AblationConfig config) {
    if (axis != null) {
      return Options.choice("--axis", axis, SweepAxis.class).rows(config);
    }
    return rows == null ? List.of(Variant.values()) : Row.named(rows);
  }

  /** The ablation's name, followed by the rows' or the axis's where they are chosen. */
  private String title(SeededAblation ablation) {
    String chosen = axis != null ? axis : rows != null ? String.join("-", rows) : "";
    return title(ablation, chosen.isEmpty() ? "" : "-" + chosen);
  }

  private String title(SeededAblation ablation, String chosen) {
    if (ablation instanceof LabAblation lab) {
      return lab.name() + (name == null ? chosen : "-" + name);
    }
    Object videos = name == null && root != null ? root.getFileName() : name;
    return "ablation-" + Scale.current().id() + "-" + videos + chosen;
  }

  /** Writes the records. */
  Result write(SeededAblation ablation, AblationReport report) throws IOException {
    String title = title(ablation);
    report.write(options.out(), title);
    return result(options.out().resolve(title + ".csv"), report.records());
  }

  private static Result result(Path file, RunRecords records) {
    Map<String, Object> means = new LinkedHashMap<>();
    StringBuilder text = new StringBuilder(file + ": top-1 in per cent, 95 % interval over seeds");
    for (String variant : records.variants()) {
      Interval top1 = Interval.of(records.values(variant, "top1"));
      means.put(variant, top1.mean());
      text.append(String.format(Locale.ROOT, "%n%-18s %5.1f", variant, 100 * top1.mean()));
      if (top1.values() > 1) {
        text.append(String.format(Locale.ROOT, " ± %.1f", 100 * top1.halfWidth()));
      }
    }
    return new Result(text.toString()).with("records", file).with("top1", means);
  }
}
