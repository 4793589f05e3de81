package seco.experiment;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import seco.compile.Precision;
import seco.pretrain.Timing;
import seco.pretrain.TrainingRecord;
import seco.run.Progress;
import seco.run.RunRecord;
import seco.run.RunRecords;
import seco.run.Scale;
import seco.run.Settings;

/**
 * All of SeCo trained on the video lab in compiled networks of either precision, where the scene
 * tells nothing: what bf16 costs in accuracy, and what it saves in time. Data, start and length are
 * those of the {@link LabAblation} of scene bias 0, whose networks run block by block; each
 * precision trains a start of its own.
 *
 * @param scale of data and training
 * @param data folder of the data sets
 * @param runs folder of the runs; what is finished there is not done again
 */
public record PrecisionComparison(Scale scale, Path data, Path runs) {
  private static final List<Variant> TRAINED = List.of(Variant.START, Variant.ORDER);

  /** Told what is done. */
  public interface Listener {
    /** The progress of a training. */
    Progress of(Precision precision, Variant variant, long seed);

    /** The progress of making a seed's videos. */
    Progress data(long seed);
  }

  /** The name of the records: {@code precision-desk}. */
  public String name() {
    return "precision-" + scale.id();
  }

  /** The name in the records of a variant's rows: {@code inter+intra+order-bf16}. */
  public static String label(Variant variant, Precision precision) {
    return AblationConfig.label(variant, precision);
  }

  /**
   * Trains and judges both precisions of all seeds. Beside the accuracies, the records hold the
   * {@code seconds} of each training and its median {@code secondsPerStep}.
   */
  public AblationReport run(List<Long> seeds, Listener listener)
      throws IOException, InterruptedException {
    AblationReport report = new AblationReport("precision");
    for (long seed : seeds) {
      try (LabData lab = LabData.open(data, scale, 0, seed, listener.data(seed))) {
        Map<Precision, Ablation> ablations = new EnumMap<>(Precision.class);
        for (Precision precision : Precision.values()) {
          AblationConfig config = AblationConfig.of(scale).compiled(precision);
          ablations.put(precision, new Ablation(config, AblationData.of(lab, null), runs));
        }
        train(ablations, seed, listener);
        for (Ablation ablation : ablations.values()) {
          report.add(ablation, Settings.toJson(lab.dataset()), judge(ablation, seed));
        }
      }
    }
    return report;
  }

  /** The same variant in one precision right after the other, so that their times compare. */
  private static void train(Map<Precision, Ablation> ablations, long seed, Listener listener)
      throws IOException, InterruptedException {
    for (Variant variant : TRAINED) {
      for (Map.Entry<Precision, Ablation> entry : ablations.entrySet()) {
        Precision precision = entry.getKey();
        entry.getValue().train(variant, seed, listener.of(precision, variant, seed));
      }
    }
  }

  private static RunRecords judge(Ablation ablation, long seed)
      throws IOException, InterruptedException {
    RunRecords records = new RunRecords(List.of());
    for (Variant variant : TRAINED) {
      records = records.and(ablation.evaluate(variant, seed)).and(times(ablation, variant, seed));
    }
    return records;
  }

  private static RunRecords times(Ablation ablation, Variant variant, long seed)
      throws IOException {
    TrainingRecord training = TrainingRecord.read(ablation.run(variant, seed));
    double[] steps = training.timings().stream().mapToDouble(Timing::seconds).sorted().toArray();
    List<RunRecord> rows = new ArrayList<>();
    String label = ablation.label(variant);
    rows.add(new RunRecord(label, seed, "seconds", training.seconds()));
    rows.add(new RunRecord(label, seed, "secondsPerStep", steps[steps.length / 2]));
    return new RunRecords(rows);
  }
}
