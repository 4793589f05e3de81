package seco.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import picocli.CommandLine.Mixin;
import seco.InputException;
import seco.experiment.table.PaperCell;
import seco.experiment.table.PaperTable;
import seco.experiment.table.TableEstimate;
import seco.experiment.table.TableExperiment;
import seco.experiment.table.TableListener;
import seco.experiment.table.TableSettings;
import seco.run.Estimate;
import seco.run.Interval;
import seco.run.Progress;
import seco.run.RunRecords;
import seco.run.SafeFile;

/** Makes the cells of one of the paper's tables again. */
abstract class TableCommand extends Subcommand {
  @Mixin private final TableOptions options = new TableOptions();

  private final PaperTable table;

  TableCommand(PaperTable table) {
    this.table = table;
  }

  @Override
  final void check() {
    options.check(table);
  }

  @Override
  final Result work(Console console) throws IOException, InterruptedException {
    TableSettings settings = options.settings(table);
    Listener listener = new Listener(console);
    Map<String, Object> told = new LinkedHashMap<>();
    StringBuilder text = new StringBuilder(table.title());
    TableExperiment experiment = new TableExperiment(settings, listener);
    List<PaperCell> open = new ArrayList<>();
    for (PaperCell cell : options.cells(table)) {
      Optional<String> obstacle = experiment.obstacle(cell);
      if (obstacle.isPresent() && options.named() && !options.estimateOnly()) {
        throw new InputException(cell.id() + ": " + obstacle.get());
      }
      boolean counted = options.estimateOnly() && cell.row().means().isMadeHere();
      if (obstacle.isPresent() && !counted) {
        text.append(line(settings, cell, "ours not run: " + obstacle.get()));
        told.put(cell.id(), told(settings, cell, "obstacle", obstacle.get()));
      } else {
        open.add(cell);
      }
    }
    if (!options.estimateOnly() && !open.isEmpty()) {
      SafeFile.requireWritable(options.out().resolve(settings.name(open.get(0)) + ".csv"));
    }
    Map<PaperCell, List<Estimate>> needs = estimates(settings, open, listener, console);
    for (PaperCell cell : open) {
      List<String> parts =
          needs.getOrDefault(cell, List.of()).stream().map(Estimate::text).toList();
      if (options.estimateOnly()) {
        text.append(line(settings, cell, "needs " + String.join("; ", parts)));
        told.put(cell.id(), told(settings, cell, "needs", parts));
      } else {
        made(experiment, cell, console, text, told);
      }
    }
    return new Result(text.toString()).with("table", table.id()).with("cells", told);
  }

  private Map<PaperCell, List<Estimate>> estimates(
      TableSettings settings, List<PaperCell> cells, Listener listener, Console console)
      throws IOException {
    TableEstimate estimate = new TableEstimate(settings, listener);
    Map<PaperCell, List<Estimate>> all = new LinkedHashMap<>();
    for (PaperCell cell : cells) {
      List<Estimate> parts = estimate.of(cell);
      all.put(cell, parts);
      if (!options.estimateOnly()) {
        parts.forEach(part -> console.complain(cell.id() + " needs: " + part.text()));
      }
    }
    return all;
  }

  private void made(
      TableExperiment experiment,
      PaperCell cell,
      Console console,
      StringBuilder text,
      Map<String, Object> told)
      throws IOException, InterruptedException {
    TableSettings settings = experiment.settings();
    try {
      RunRecords records = experiment.run(cell, options.seeds(), options.out());
      double[] values = records.values(cell.row().id(), TableExperiment.metric(cell.column()));
      String name = settings.name(cell) + ".csv";
      text.append(line(settings, cell, ours(cell, values) + ", " + options.out().resolve(name)));
      Map<String, Object> all = told(settings, cell, "record", options.out().resolve(name));
      records.rows().stream()
          .filter(r -> r.seed() == options.seeds().get(0))
          .forEach(r -> all.put(r.metric(), r.value()));
      told.put(cell.id(), all);
    } catch (CancellationException e) {
      console.complain(e.getMessage() + "; the same command goes on");
      throw new StoppedException();
    }
  }

  private static String ours(PaperCell cell, double[] values) {
    if (values.length == 0) {
      return cell.table() == PaperTable.TABLE5
          ? "ours: fewer training videos than that"
          : "ours: fewer than the three splits, each in the record";
    }
    Interval interval = Interval.of(values);
    return interval.values() > 1
        ? String.format(
            Locale.ROOT, "ours %.2f ± %.2f", 100 * interval.mean(), 100 * interval.halfWidth())
        : String.format(Locale.ROOT, "ours %.2f", 100 * interval.mean());
  }

  /** The lab's numbers stand under its own names, and the paper's not beside them. */
  private static String line(TableSettings settings, PaperCell cell, String said) {
    boolean lab = settings.data() == null;
    String paper = lab ? "" : String.format(Locale.ROOT, "paper %5s  ", cell.printed());
    return String.format(
        Locale.ROOT, "%n%-24s %-14s %s%s", cell.row().title(), settings.label(cell), paper, said);
  }

  private static Map<String, Object> told(
      TableSettings settings, PaperCell cell, String name, Object value) {
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("column", settings.label(cell));
    if (settings.data() != null && cell.percent().isPresent()) {
      told.put("paper", cell.percent().getAsDouble());
    }
    told.put(name, value);
    return told;
  }

  /** Shows what is done, and stops when the process shall end. */
  private static final class Listener implements TableListener {
    private final Console console;
    private final StopRequest stop;

    Listener(Console console) {
      this.console = console;
      stop = console.stopRequest();
    }

    @Override
    public Progress progress(String what, long done) {
      return console.progress(what, done);
    }

    @Override
    public boolean stopRequested() {
      return stop.requested();
    }
  }
}
