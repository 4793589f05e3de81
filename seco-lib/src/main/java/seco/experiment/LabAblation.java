package seco.experiment;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import seco.run.Progress;
import seco.run.RunRecords;
import seco.run.Scale;
import seco.run.Settings;

/**
 * The ablation on the video lab. Every seed has its own videos as well as its own weights, so that
 * an interval over seeds tells of both.
 *
 * @param scale of data and training
 * @param sceneBias share of videos whose scene belongs to their action
 * @param data folder of the data sets
 * @param runs folder of the runs; what is finished there is not done again
 */
public record LabAblation(Scale scale, double sceneBias, Path data, Path runs)
    implements SeededAblation {
  /** Told what is done. */
  public interface Listener extends Ablation.Listener {
    /** Tells nobody. */
    Listener SILENT =
        new Listener() {
          @Override
          public Progress of(Row row, long seed) {
            return Progress.SILENT;
          }

          @Override
          public Progress data(long seed) {
            return Progress.SILENT;
          }
        };

    /** The progress of making a seed's videos. */
    Progress data(long seed);
  }

  /** The name of the records: {@code ablation-desk-bias0.50}. */
  public String name() {
    return String.format(Locale.ROOT, "ablation-%s-bias%.2f", scale.id(), sceneBias);
  }

  @Override
  public AblationConfig config() {
    return AblationConfig.of(scale);
  }

  /** The report holds what is finished after each seed. */
  @Override
  public AblationReport run(List<? extends Row> rows, List<Long> seeds, Listener listener)
      throws IOException, InterruptedException {
    AblationReport report = new AblationReport("ablation");
    for (long seed : seeds) {
      try (LabData lab = lab(seed, listener);
          LabData unbiased = unbiased(seed, listener)) {
        Ablation ablation = ablation(lab, unbiased);
        RunRecords results = ablation.run(rows, List.of(seed), listener);
        report.add(ablation, Settings.toJson(lab.dataset()), rows, results);
      }
    }
    return report;
  }

  @Override
  public void prepare(long seed, Listener listener) throws IOException {
    lab(seed, listener).close();
    LabData unbiased = unbiased(seed, listener);
    if (unbiased != null) {
      unbiased.close();
    }
  }

  @Override
  public RunRecords run(Row row, long seed, Listener listener)
      throws IOException, InterruptedException {
    try (LabData lab = lab(seed, listener);
        LabData unbiased = unbiased(seed, listener)) {
      return ablation(lab, unbiased).run(List.of(row), List.of(seed), listener);
    }
  }

  private Ablation ablation(LabData lab, @Nullable LabData unbiased) {
    return new Ablation(config(), AblationData.of(lab, unbiased), runs);
  }

  private LabData lab(long seed, Listener listener) throws IOException {
    return LabData.open(data, scale, sceneBias, seed, listener.data(seed));
  }

  /** The same videos before scenes that tell nothing; null where the scenes tell nothing anyway. */
  private @Nullable LabData unbiased(long seed, Listener listener) throws IOException {
    return sceneBias == 0 ? null : LabData.open(data, scale, 0, seed, listener.data(seed));
  }
}
