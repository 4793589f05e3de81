package seco.experiment;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import seco.compile.Precision;
import seco.pretrain.TrainingRecord;
import seco.run.Progress;
import seco.run.RunRecord;
import seco.run.RunRecords;
import seco.run.Scale;
import seco.run.Settings;
import seco.run.Timing;

/**
 * All of SeCo trained on the video lab in compiled networks of either precision, where the scene
 * tells nothing: what bf16 costs in accuracy, and what it saves in time. Data, start and length are
 * those of the {@link LabAblation} of scene bias 0, whose networks run block by block. In the same
 * folder of runs both continue from its starts.
 *
 * @param scale of data and training
 * @param data folder of the data sets
 * @param runs folder of the ablation's runs; what is finished there is not done again
 */
public record PrecisionComparison(Scale scale, Path data, Path runs) {
  private static final Variant TRAINED = Variant.ORDER;

  /** Told what is done. */
  public interface Listener {
    /** The progress of a training, by its name in the records. */
    Progress of(String label, long seed);

    /** The progress of making a seed's videos. */
    Progress data(long seed);
  }

  /** The name of the records: {@code precision-desk}. */
  public String name() {
    return "precision-" + scale.id();
  }

  /** The name of a precision's rows in the records: {@code inter+intra+order-bf16}. */
  public static String label(Precision precision) {
    return AblationConfig.label(TRAINED, precision);
  }

  /**
   * Trains and judges both precisions of all seeds. Beside the accuracies, the records hold the
   * median {@code secondsPerStep} of each training.
   */
  public AblationReport run(List<Long> seeds, Listener listener)
      throws IOException, InterruptedException {
    AblationReport report = new AblationReport("precision");
    for (long seed : seeds) {
      try (LabData lab = LabData.open(data, scale, 0, seed, listener.data(seed))) {
        List<Ablation> ablations = new ArrayList<>();
        for (Precision precision : Precision.values()) {
          AblationConfig config = AblationConfig.of(scale).compiled(precision);
          ablations.add(new Ablation(config, AblationData.of(lab, null), runs));
        }
        train(ablations, seed, listener);
        for (Ablation ablation : ablations) {
          RunRecords results = ablation.evaluate(TRAINED, seed).and(time(ablation, seed));
          report.add(ablation, Settings.toJson(lab.dataset()), List.of(TRAINED), results);
        }
      }
    }
    return report;
  }

  /** One precision right after the other, so that their times compare. */
  private static void train(List<Ablation> ablations, long seed, Listener listener)
      throws IOException, InterruptedException {
    for (Variant variant : List.of(Variant.START, TRAINED)) {
      for (Ablation ablation : ablations) {
        ablation.train(variant, seed, listener.of(ablation.label(variant), seed));
      }
    }
  }

  private static RunRecords time(Ablation ablation, long seed) throws IOException {
    TrainingRecord training = TrainingRecord.read(ablation.run(TRAINED, seed));
    double[] steps = training.timings().stream().mapToDouble(Timing::seconds).sorted().toArray();
    double median = steps[steps.length / 2];
    return new RunRecords(
        List.of(new RunRecord(ablation.label(TRAINED), seed, "secondsPerStep", median)));
  }
}
