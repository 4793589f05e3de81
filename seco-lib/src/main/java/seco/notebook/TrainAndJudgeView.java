package seco.notebook;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.knowm.xchart.XYChart;
import seco.run.Columns;
import seco.run.MetricLog;

/**
 * What a cell shows of something that is trained and then judged: the line of its training, the
 * curves of its steps and the line of its judgement, renewed in place by the cell's thread.
 *
 * @param <S> a step of the training
 */
final class TrainAndJudgeView<S extends Record> implements WatchedWork.View {
  private static final double SECONDS_BETWEEN_CHARTS = 2;

  private final Screen screen;
  private final Path metrics;
  private final Columns<S> columns;
  private final BiFunction<List<S>, Long, XYChart> curves;
  private final Work training;
  private final Work judgement;
  private Screen.@Nullable Place chart;
  private long chartTime = System.nanoTime();
  private long chartSteps;
  private volatile boolean stop;

  /** A piece of work that another thread tells of. */
  static final class Work {
    private final Screen screen;
    private final String what;
    private @Nullable LiveProgress line;
    private volatile long done = -1;
    private volatile long total;
    private long shown = -1;

    private Work(Screen screen, String what) {
      this.screen = screen;
      this.what = what;
    }

    /** From the other thread. */
    void at(long newDone, long newTotal) {
      total = newTotal;
      done = newDone;
    }

    private void show() {
      long now = done;
      if (now > shown) {
        shown = now;
        line = line == null ? new LiveProgress(screen, what) : line;
        line.at(now, total);
      }
    }
  }

  /**
   * @param run folder of the training
   * @param columns of its steps
   * @param curves of its steps so far and the number of all
   * @param training what its line counts
   * @param judgement what its line counts
   */
  TrainAndJudgeView(
      Screen screen,
      Path run,
      Columns<S> columns,
      BiFunction<List<S>, Long, XYChart> curves,
      String training,
      String judgement) {
    this.screen = screen;
    this.columns = columns;
    this.curves = curves;
    metrics = run.resolve("metrics.csv");
    this.training = new Work(screen, training);
    this.judgement = new Work(screen, judgement);
  }

  Work training() {
    return training;
  }

  Work judgement() {
    return judgement;
  }

  boolean stopRequested() {
    return stop;
  }

  @Override
  public void stop() {
    stop = true;
  }

  @Override
  public void renew() throws IOException {
    training.show();
    boolean learned = judgement.done >= 0; // its whole curve stands above the judgement
    if (learned || (System.nanoTime() - chartTime) / 1e9 > SECONDS_BETWEEN_CHARTS) {
      showChart();
      chartTime = System.nanoTime();
    }
    judgement.show();
  }

  @Override
  public void conclude() throws IOException {
    training.show();
    showChart();
    judgement.show();
  }

  private void showChart() throws IOException {
    if (!Files.isRegularFile(metrics)) {
      return; // of something that learns nothing
    }
    List<S> steps = MetricLog.read(metrics, columns);
    if (steps.size() < 2 || steps.size() == chartSteps) {
      return;
    }
    chartSteps = steps.size();
    XYChart drawn = curves.apply(steps, Math.max(chartSteps, training.total));
    if (chart == null) {
      chart = screen.show(drawn);
    } else {
      chart.update(drawn);
    }
  }
}
