package seco.experiment.table;

import ai.djl.engine.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import seco.InputException;
import seco.experiment.ClipRetrieval;
import seco.experiment.TrackerResults;
import seco.pretrain.DualVarConfig;
import seco.run.Card;
import seco.run.Processor;
import seco.run.RunRecord;
import seco.run.RunRecords;
import seco.run.Score;
import seco.video.FrameStore;

/**
 * A table of the paper made again, cell by cell. Each cell is a chain of runs that end between two
 * steps when asked to and go on from there; its record is written when its numbers are there.
 */
public record TableExperiment(TableSettings settings, TableListener listener) {
  static final String HOURS = "hours";

  /** The metric in records that is a column's number. */
  public static String metric(String column) {
    return switch (column) {
      case "otb-precision" -> TrackerResults.PRECISION_20;
      case "otb-success" -> TrackerResults.SUCCESS_AUC;
      case "r1", "r5", "r10", "r20", "r50" -> ClipRetrieval.CENTRED + column.substring(1);
      default -> "top1";
    };
  }

  /**
   * Makes a cell with one seed after the other and writes its record.
   *
   * @param out folder of the records
   * @return the record
   * @throws InputException where the cell cannot be run, {@link TableSettings#obstacle}
   * @throws java.util.concurrent.CancellationException where a stop was requested; the same call
   *     goes on
   */
  public RunRecords run(PaperCell cell, List<Long> seeds, Path out)
      throws IOException, InterruptedException {
    obstacle(cell)
        .ifPresent(
            why -> {
              throw new InputException(cell.id() + ": " + why);
            });
    List<RunRecord> rows = new ArrayList<>();
    for (long seed : seedsOf(cell, seeds)) {
      rows.addAll(run(cell, seed));
    }
    RunRecords records = new RunRecords(rows);
    Files.createDirectories(out);
    records.write(out.resolve(settings.name(cell) + ".csv"));
    return records;
  }

  /**
   * Why a cell cannot be run now, and what would help; empty where it can. More than {@link
   * TableSettings#obstacle} this looks into the stores of networks that see clips.
   */
  public Optional<String> obstacle(PaperCell cell) throws IOException {
    Optional<String> missing = settings.obstacle(cell);
    return missing.isPresent() || settings.data() == null || !ClipRow.isOfClips(cell.row())
        ? missing
        : unfit(cell, new FolderData(settings.data()));
  }

  /** Why stores do not serve a network that sees clips; empty where they do. */
  private Optional<String> unfit(PaperCell cell, TableData data) throws IOException {
    try {
      if (!settings.isGiven(cell.row())) {
        try (FrameStore store =
            FrameStore.open(data.pretraining(settings.pretrainedOn(cell.row())))) {
          store.requireEveryFrame();
        }
      }
      for (TableData.Parts parts : clips(cell, data)) {
        try (ClipVideos videos = ClipVideos.open(parts)) {
          if (parts.split() > 0) {
            videos.requireSplit(parts.split(), cell.videos());
          }
        }
      }
      return Optional.empty();
    } catch (InputException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  /** Frozen features of given weights know no chance, so one seed tells all. */
  private List<Long> seedsOf(PaperCell cell, List<Long> seeds) {
    PaperData set = PaperData.of(cell.videos());
    boolean frozen =
        set == PaperData.KINETICS
            || set == PaperData.ACTIVITYNET
            || cell.table() == PaperTable.TABLE5;
    return frozen && settings.isGiven(cell.row()) ? seeds.subList(0, 1) : seeds;
  }

  private List<RunRecord> run(PaperCell cell, long seed) throws IOException, InterruptedException {
    TableData data = settings.videos(seed, listener);
    RowNetwork network = new RowTraining(settings, data, listener).network(cell.row(), seed);
    CellWork work = work(cell, seed, data, network);
    List<Score> scores = work.measure();
    Map<String, Double> hours = new LinkedHashMap<>();
    hours.put("pretraining", network.hours());
    hours.putAll(work.hours());
    Card card = card(cell, data);
    List<RunRecord> rows = new ArrayList<>();
    for (Score score : scores) {
      Score told = new Score(score.metric(), score.value(), score.card().with(card));
      rows.add(new RunRecord(cell.row().id(), seed, told));
    }
    double all = 0;
    for (Map.Entry<String, Double> stage : hours.entrySet()) {
      rows.add(
          new RunRecord(cell.row().id(), seed, HOURS + "/" + stage.getKey(), stage.getValue()));
      all += stage.getValue();
    }
    rows.add(new RunRecord(cell.row().id(), seed, HOURS, all));
    return rows;
  }

  /**
   * The videos of a cell of clips: those of DualVar's tables are of the first split alone, and so
   * are those of a data set of whose first split the row's pretraining has learned.
   */
  static List<TableData.Parts> clips(PaperCell cell, TableData data) throws IOException {
    return switch (cell.table()) {
      case TABLE1, TABLE2 -> List.of(data.linear(cell.videos()));
      case TABLE3 ->
          ClipRow.isOnFirstSplit(cell)
              ? List.of(data.first(cell.videos()))
              : data.splits(cell.videos());
      case TABLE4, TABLE5 -> List.of(data.first(cell.videos()));
    };
  }

  private CellWork work(PaperCell cell, long seed, TableData data, RowNetwork network)
      throws IOException {
    if (ClipRow.isOfClips(cell.row())) {
      return clipWork(cell, seed, data, network);
    }
    String preset = settings.preset();
    String column = cell.videos();
    return switch (PaperData.of(column)) {
      case KINETICS, ACTIVITYNET -> new LinearCell(network, data, column, preset, listener);
      case UCF101, HMDB51 -> new FineTuningCell(network, data, column, preset, seed, listener);
      case GOT10K, OTB100 -> new TrackingCell(network, data, preset, seed, listener);
    };
  }

  private CellWork clipWork(PaperCell cell, long seed, TableData data, RowNetwork network)
      throws IOException {
    ClipRow row = ClipRow.of(cell.row());
    DualVarConfig shown = row.pretraining(settings.preset(), seed);
    ClipCell work = new ClipCell(network, shown, data, cell.videos(), listener);
    List<TableData.Parts> videos = clips(cell, data);
    return switch (cell.table()) {
      case TABLE1, TABLE2 -> new ClipLinearCell(work, videos.get(0));
      case TABLE3, TABLE4 -> {
        boolean named = cell.table() == PaperTable.TABLE3;
        yield new ClipTuningCell(work, row.tuning(settings.preset(), seed), videos, named);
      }
      case TABLE5 -> new RetrievalCell(work, videos.get(0));
    };
  }

  /** What every number's card says besides its own protocol. */
  private Card card(PaperCell cell, TableData data) {
    boolean trained = !settings.isGiven(cell.row());
    boolean named = trained && ClipRow.isOfClips(cell.row()) && data instanceof FolderData;
    return Card.EMPTY
        .with("table", settings.table().id())
        .with("column", data.label(cell.videos()))
        .with("scale", settings.preset())
        .with("begunWith", trained ? settings.start(cell.row()) : null)
        .with("pretrainedOn", named ? settings.pretrainedOn(cell.row()).folder() : null)
        .with("machine", Processor.here() + ", " + Engine.getInstance().defaultDevice());
  }
}
