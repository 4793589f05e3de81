package seco.experiment.table;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import seco.InputException;
import seco.experiment.Variant;
import seco.pretrain.PretrainConfig;
import seco.run.Scale;

/**
 * How the cells of a table are made.
 *
 * @param preset size of networks and trainings: paper, desk or smoke
 * @param data folder of the data sets; null for the video lab
 * @param labs folder of the lab's data sets
 * @param runs folder of runs and features; what is finished there is not done again
 * @param start with which weights trained rows begin; those of clips begin with random ones
 * @param weights runs or files of weights by the row's name, and {@link #START}
 * @param pretraining on what the row of Table 5, which does not say it, is pretrained; null for the
 *     row's own
 */
public record TableSettings(
    PaperTable table,
    String preset,
    @Nullable Path data,
    Path labs,
    Path runs,
    StartWeights start,
    Map<String, Path> weights,
    @Nullable PaperData pretraining) {
  /** The name of the weights with which pretraining begins. */
  public static final String START = "start";

  private static final int SMALL_DEPTH = 18;

  public TableSettings {
    weights = new LinkedHashMap<>(weights);
    List<String> rows = table.rows().stream().map(PaperRow::id).toList();
    List<String> takers = takers(table);
    for (String row : weights.keySet()) {
      if (!takers.contains(row)) {
        throw new InputException(
            "weights of '%s': %s takes those of %s, and %s's rows are %s"
                .formatted(row, table.id(), String.join(", ", takers), table.id(), rows));
      }
    }
    if (table.isOfClips() && start != StartWeights.RANDOM) {
      throw new InputException(
          "start '%s': DualVar begins with random weights"
              .formatted(start.name().toLowerCase(Locale.ROOT)));
    }
    if (pretraining != null && table != PaperTable.TABLE5) {
      throw new InputException(
          "pretraining on '%s': the rows of %s say on what; only Table 5's does not"
              .formatted(pretraining.folder(), table.id()));
    }
    if (start == StartWeights.STILLS && data != null) {
      throw new InputException("start 'stills': those are the lab's; choose weights or random");
    }
    if (data == null && preset.equals("paper")) {
      throw new InputException("preset 'paper': the lab has no such size; name real videos");
    }
  }

  /** The names that weights may have; those of rows of clips take the place of a pretraining. */
  private static List<String> takers(PaperTable table) {
    List<String> names = new ArrayList<>();
    if (!table.isOfClips()) {
      names.add(START);
    }
    for (PaperRow row : table.rows()) {
      if (row.means() == Means.GIVEN || ClipRow.isOfClips(row)) {
        names.add(row.id());
      }
    }
    return names;
  }

  /**
   * The start of cells where none is asked for.
   *
   * @throws InputException for SeCo's in Table 2, of which the paper does not say it
   */
  public static StartWeights usualStart(List<PaperCell> cells, boolean lab) {
    if (cells.stream()
        .allMatch(cell -> ClipRow.isOfClips(cell.row()) || cell.table().isOfClips())) {
      return StartWeights.RANDOM;
    }
    if (cells.get(0).table() == PaperTable.TABLE2) {
      throw new InputException(
          "the paper does not say with which weights Table 2's ResNet-18 begins; choose random, or"
              + " weights with --weights start=FILE"
              + (lab ? ", or the lab's stills" : ""));
    }
    return lab ? StartWeights.STILLS : StartWeights.WEIGHTS;
  }

  /** The size of the lab. */
  Scale scale() {
    return Scale.valueOf(preset.toUpperCase(Locale.ROOT));
  }

  /** The weights with which pretraining begins; in Table 1 those of its first row will do. */
  Optional<Path> startWeights() {
    Path first = weights.get("moco-imagenet");
    return Optional.ofNullable(weights.getOrDefault(START, first));
  }

  /** The settings of a row's pretraining. */
  PretrainConfig pretraining(PaperRow row, long seed) {
    PretrainConfig config = PretrainConfig.preset(preset).withSeed(seed);
    if (table == PaperTable.TABLE2 && preset.equals("paper")) {
      config = config.with("encoder.trunk.depth", SMALL_DEPTH);
    }
    for (Variant variant : Variant.values()) {
      if (variant.label().equals(row.id())) {
        return config.withTasks(variant.tasks());
      }
    }
    return config.withTasks(Variant.ORDER.tasks()); // the others have all of SeCo
  }

  /** With which weights a row's training begins; networks of clips begin with random ones. */
  StartWeights start(PaperRow row) {
    return ClipRow.isOfClips(row) ? StartWeights.RANDOM : start;
  }

  /** Whether a row's network is given, not trained here. */
  boolean isGiven(PaperRow row) {
    return row.means() == Means.GIVEN || weights.containsKey(row.id());
  }

  /** On what a row is pretrained. */
  PaperData pretrainedOn(PaperRow row) {
    if (pretraining != null) {
      return pretraining;
    }
    return ClipRow.isOfClips(row) ? ClipRow.of(row).videos() : PaperData.KINETICS;
  }

  /** The videos of a seed. */
  TableData videos(long seed, TableListener listener) {
    return data == null
        ? new LabVideos(labs, scale(), seed, listener.progress("videos and frame stores", 0))
        : new FolderData(data);
  }

  /** What a cell's numbers stand under: the paper's column, or a name of the lab's own. */
  public String label(PaperCell cell) {
    if (data != null) {
      return cell.column();
    }
    String lab = LabVideos.labelOf(cell.videos());
    return cell.videos().equals(cell.column()) ? lab : lab + "-" + cell.column();
  }

  /**
   * The name of the records of a cell: {@code table1-smoke-lab-inter-lab-untrimmed}. All cells of a
   * row of Table 5 have one.
   */
  public String name(PaperCell cell) {
    String place = data == null ? preset + "-lab" : preset;
    String row = cell.row().id() + (pretraining == null ? "" : "-on-" + pretraining.folder());
    String videos = data == null ? LabVideos.labelOf(cell.videos()) : cell.videos();
    return String.join("-", table.id(), place, row, videos);
  }

  /** Why a cell cannot be run now, and what would help; empty where it can. */
  public Optional<String> obstacle(PaperCell cell) {
    String row = cell.row().id();
    Means means = cell.row().means();
    if (means == Means.CITED) {
      return Optional.of("only cited by the paper; nothing here makes it");
    }
    if (means == Means.GIVEN && !weights.containsKey(row)) {
      return Optional.of("needs --weights " + row + "=FILE");
    }
    boolean trained = !isGiven(cell.row());
    if (trained && start(cell.row()) == StartWeights.WEIGHTS && startWeights().isEmpty()) {
      return Optional.of(
          "begins with MoCo's weights on ImageNet: needs --weights start=FILE, or --start random");
    }
    if (data == null) {
      return Optional.empty();
    }
    TableData videos = new FolderData(data);
    Optional<String> missing =
        trained ? videos.missingPretraining(pretrainedOn(cell.row())) : Optional.empty();
    Optional<String> all =
        missing.or(
            () ->
                ClipRow.isOnFirstSplit(cell)
                    ? videos.missingFirst(cell.videos())
                    : videos.missing(cell.videos()));
    return ClipRow.isOfClips(cell.row()) ? all.map(why -> why + " with --frames all") : all;
  }
}
