package seco.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import seco.InputException;
import seco.experiment.table.PaperCell;
import seco.experiment.table.PaperData;
import seco.experiment.table.PaperTable;
import seco.experiment.table.StartWeights;
import seco.experiment.table.TableSettings;
import seco.pretrain.PretrainConfig;
import seco.run.Workspace;

/** The options that say which cells of a table are made, of which videos, and how large. */
final class TableOptions {
  @Option(
      names = "--row",
      paramLabel = "ROW",
      description = "Only this row of the table; the names stand in the answer to a wrong one.")
  private String row = "";

  @Option(names = "--column", paramLabel = "COLUMN", description = "Only this column.")
  private String column = "";

  @Option(
      names = "--preset",
      paramLabel = "paper|desk|smoke",
      description = "Size of networks and trainings (default paper).")
  private String preset = "paper";

  @Option(
      names = "--data",
      converter = Options.PathConverter.class,
      paramLabel = "DIR",
      description = {
        "Folder with kinetics400, activitynet, ucf101, hmdb51, got10k and otb100, as data-scripts"
            + " make them, as many as the cells need; for networks of clips with --frames all.",
        "Without it: the video lab, whose columns have names of their own."
      })
  private @Nullable Path data;

  @Option(
      names = "--out",
      converter = Options.PathConverter.class,
      paramLabel = "DIR",
      description = "Folder of the records, a table for each cell.")
  private @Nullable Path out;

  @Option(
      names = "--runs",
      converter = Options.PathConverter.class,
      paramLabel = "DIR",
      description = "Folder of runs and features (default: the project's build folder).")
  private @Nullable Path runs;

  @Option(
      names = "--weights",
      paramLabel = "ROW=RUN|FILE",
      description = {
        "The network of a row that is not trained here, such as supervised=resnet50.pth, or start=,"
            + " with which pretraining begins; may be repeated.",
        "For a row of clips: a network in place of its pretraining."
      })
  private Map<String, String> weights = new LinkedHashMap<>();

  @Option(
      names = "--start",
      paramLabel = "weights|random|stills",
      description = {
        "With what pretraining begins: --weights start=FILE, nothing, or MoCo on the lab's stills.",
        "Default: weights, on the lab stills; for Table 2, of which the paper does not say it, one"
            + " must be chosen for SeCo. Networks of clips begin with nothing: in Tables 2 and 3"
            + " 3DRotNet and ClipOrder, whatever is chosen, in Tables 4 and 5 all."
      })
  private @Nullable String start;

  @Option(
      names = "--pretrained-on",
      paramLabel = "kinetics400|ucf101",
      description = {
        "Table 5 alone: on what its row is pretrained, which the table does not say (default"
            + " kinetics400, as the abstract suggests).",
        "Records on ucf101 have a name of their own, and stand in no column of the paper."
      })
  private @Nullable String pretrainedOn;

  @Option(
      names = "--seeds",
      split = ",",
      paramLabel = "N",
      description = "Seeds, separated by commas (default 1).")
  private List<Long> seeds = List.of(1L);

  @Option(
      names = "--estimate",
      description = "Only says what the cells would need on this machine, and ends.")
  private boolean estimate;

  void check(PaperTable table) {
    for (long seed : seeds) {
      Options.requireAtLeast("--seeds", seed, 0);
    }
    if (seeds.stream().distinct().count() < seeds.size()) {
      throw new InputException("--seeds " + seeds + ": a seed stands there twice");
    }
    var unused = Options.of("--preset", () -> PretrainConfig.preset(preset));
    if (out == null && !estimate) {
      throw new InputException("choose one of --out DIR and --estimate");
    }
    if (preset.equals("paper") && data == null) {
      throw new InputException("--preset paper: the lab has no such size, so --data is needed");
    }
    var cells = cells(table);
    var settings = settings(table);
  }

  /** The cells that are meant. */
  List<PaperCell> cells(PaperTable table) {
    return Options.of("--row, --column", () -> table.cells(row, column));
  }

  TableSettings settings(PaperTable table) {
    Map<String, Path> paths = new LinkedHashMap<>();
    weights.forEach((name, path) -> paths.put(name, Path.of(Options.path(path))));
    Path absolute = data == null ? null : data.toAbsolutePath();
    StartWeights begun =
        start == null
            ? Options.of("--start", () -> TableSettings.usualStart(cells(table), data == null))
            : Options.choice("--start", start, StartWeights.class);
    return Options.of(
        "--data, --preset, --start, --weights, --pretrained-on",
        () ->
            new TableSettings(
                table,
                preset,
                absolute,
                labs(),
                place(),
                begun,
                paths,
                pretrainedOn == null ? null : PaperData.toPretrainOn(pretrainedOn)));
  }

  private static Path labs() {
    return Workspace.data();
  }

  private Path place() {
    return (runs == null ? Workspace.runs() : runs).toAbsolutePath();
  }

  /** Whether one row was asked for, so that what stands in its way is an error. */
  boolean named() {
    return !row.isEmpty();
  }

  boolean estimateOnly() {
    return estimate;
  }

  List<Long> seeds() {
    return seeds;
  }

  /** The folder of the records. */
  Path out() {
    return out == null ? Path.of("") : out;
  }
}
