package seco.experiment.table;

import ai.djl.engine.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import seco.InputException;
import seco.experiment.ClipRetrieval;
import seco.experiment.TrackerResults;
import seco.pretrain.DualVarConfig;
import seco.run.Card;
import seco.run.Processor;
import seco.run.RunRecord;
import seco.run.RunRecords;
import seco.run.Score;

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
    settings
        .obstacle(cell)
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
    if (settings.table().isOfClips()) {
      ClipVideos.open(data, cell.videos()).close(); // refused before anything is trained
    }
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

  private CellWork work(PaperCell cell, long seed, TableData data, RowNetwork network) {
    String preset = settings.preset();
    String column = cell.videos();
    return switch (settings.table()) {
      case TABLE1, TABLE2 ->
          PaperData.of(column) == PaperData.OTB100
              ? new TrackingCell(network, data, preset, seed, listener)
              : new LinearCell(network, data, column, preset, listener);
      case TABLE3 -> new FineTuningCell(network, data, column, preset, seed, listener);
      case TABLE4 -> {
        ClipRow row = ClipRow.of(cell.row());
        yield new ClipTuningCell(
            network,
            row.pretraining(preset, seed),
            row.tuning(preset, seed),
            data,
            column,
            listener);
      }
      case TABLE5 -> {
        DualVarConfig shown = ClipRow.of(cell.row()).pretraining(preset, seed);
        yield new RetrievalCell(network, shown, data, column, listener);
      }
    };
  }

  /** What every number's card says besides its own protocol. */
  private Card card(PaperCell cell, TableData data) {
    boolean trained = !settings.isGiven(cell.row());
    boolean named = trained && settings.table().isOfClips() && data instanceof FolderData;
    return Card.EMPTY
        .with("table", settings.table().id())
        .with("column", data.label(cell.videos()))
        .with("scale", settings.preset())
        .with("begunWith", trained ? settings.start() : null)
        .with("pretrainedOn", named ? settings.pretrainedOn(cell.row()).folder() : null)
        .with("machine", Processor.here() + ", " + Engine.getInstance().defaultDevice());
  }
}
