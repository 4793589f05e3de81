package seco.notebook;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.XYChart;
import seco.checkpoint.Training;
import seco.pretrain.DualVarConfig;
import seco.pretrain.DualVarRecord;
import seco.pretrain.DualVarStep;
import seco.pretrain.DualVarTraining;
import seco.pretrain.Preflight;
import seco.pretrain.PretrainConfig;
import seco.pretrain.Pretraining;
import seco.pretrain.Recorded;
import seco.pretrain.Step;
import seco.pretrain.TrainingRecord;

/**
 * A kind of training that can be watched.
 *
 * @param step class of the numbers of a step
 * @param loss of a step
 * @param needs what a training is expected to need, where that is known
 * @param curves by which a training is shown
 * @param reading what a run has recorded
 */
record TrainingKind<T extends Training & AutoCloseable, S extends Record, R extends Recorded<S>>(
    Class<S> step,
    ToDoubleFunction<S> loss,
    Function<T, Optional<String>> needs,
    Function<T, Curves<S>> curves,
    Reading<R> reading) {

  /** SeCo's pretraining, and what is trained beside it. */
  static final TrainingKind<Pretraining, Step, TrainingRecord> PRETRAINING =
      new TrainingKind<>(
          Step.class,
          Step::total,
          training -> training.preflight().map(TrainingKind::needs),
          TrainingKind::curves,
          TrainingRecord::read);

  /** DualVar's. */
  static final TrainingKind<DualVarTraining, DualVarStep, DualVarRecord> DUAL_VAR =
      new TrainingKind<>(
          DualVarStep.class,
          DualVarStep::total,
          training -> training.preflight().map(TrainingKind::needs),
          TrainingKind::curves,
          DualVarRecord::read);

  /** Draws the steps so far over the axis of all. */
  @FunctionalInterface
  interface Curves<S> {
    XYChart of(List<S> steps, long allSteps);
  }

  /** Reads a run's folder. */
  @FunctionalInterface
  interface Reading<R> {
    R of(Path run) throws IOException;
  }

  private static String needs(Preflight preflight) {
    int changed = preflight.departures().size();
    String values = changed == 0 ? "" : " · changes " + changed + " of the paper's values";
    return "needs " + preflight.text() + values;
  }

  private static Curves<Step> curves(Pretraining training) {
    PretrainConfig config = training.config();
    return (steps, all) -> TrainingCharts.accuracy(config, steps, all);
  }

  private static Curves<DualVarStep> curves(DualVarTraining training) {
    DualVarConfig config = training.config();
    return (steps, all) -> DualVarCharts.accuracy(config, steps, all);
  }
}
