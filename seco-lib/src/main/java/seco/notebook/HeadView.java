package seco.notebook;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.knowm.xchart.XYChart;
import seco.experiment.TrackerComparison;
import seco.run.MetricLog;
import seco.run.Progress;
import seco.track.HeadStep;

/**
 * What a cell shows of a tracker at work: the line of its head's training, the curve of its right
 * answers and the line of the frames that it has tracked, renewed in place by the cell's thread.
 */
final class HeadView implements TrackerComparison.Listener {
  private static final double SECONDS_BETWEEN_CHARTS = 2;

  private final Screen screen;
  private final Path run;
  private final Work head;
  private final Work frames;
  private Screen.@Nullable Place chart;
  private long chartTime = System.nanoTime();
  private long chartSteps;
  private volatile boolean stop;

  /** A piece of work that another thread tells of. */
  private static final class Work {
    private final Screen screen;
    private final String what;
    private @Nullable LiveProgress line;
    private volatile long done = -1;
    private volatile long total;
    private long shown = -1;

    Work(Screen screen, String what) {
      this.screen = screen;
      this.what = what;
    }

    /** From the other thread. */
    void at(long newDone, long newTotal) {
      total = newTotal;
      done = newDone;
    }

    void show() {
      long now = done;
      if (now > shown) {
        shown = now;
        line = line == null ? new LiveProgress(screen, what) : line;
        line.at(now, total);
      }
    }
  }

  /**
   * @param run folder of the head
   */
  HeadView(Screen screen, Path run) {
    this.screen = screen;
    this.run = run;
    head = new Work(screen, "steps of the head");
    frames = new Work(screen, "frames tracked");
  }

  @Override
  public Progress head(String label, long seed) {
    return head::at;
  }

  @Override
  public Progress frames(String label, long seed) {
    return frames::at;
  }

  @Override
  public boolean stopRequested() {
    return stop;
  }

  /** Asks for the end. */
  void stop() {
    stop = true;
  }

  /** Shows how far it has come. */
  void renew() throws IOException {
    head.show();
    boolean learned = frames.done >= 0; // its whole curve stands above the frames
    if (learned || (System.nanoTime() - chartTime) / 1e9 > SECONDS_BETWEEN_CHARTS) {
      showChart();
      chartTime = System.nanoTime();
    }
    frames.show();
  }

  /** Shows the end. */
  void conclude() throws IOException {
    head.show();
    showChart();
    frames.show();
  }

  private void showChart() throws IOException {
    Path metrics = run.resolve("metrics.csv");
    if (!Files.isRegularFile(metrics)) {
      return; // of a tracker that learns nothing
    }
    List<HeadStep> steps = MetricLog.read(metrics, HeadStep.COLUMNS);
    if (steps.size() < 2 || steps.size() == chartSteps) {
      return;
    }
    chartSteps = steps.size();
    XYChart drawn = TrackerCharts.training(steps, Math.max(chartSteps, head.total));
    if (chart == null) {
      chart = screen.show(drawn);
    } else {
      chart.update(drawn);
    }
  }
}
