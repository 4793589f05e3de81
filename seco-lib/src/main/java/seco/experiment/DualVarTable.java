package seco.experiment;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import seco.run.Progress;
import seco.run.RunRecords;
import seco.run.Scale;
import seco.run.Settings;
import seco.video.FrameStore;

/**
 * DualVar's comparison over seeds. On the video lab every seed has its own videos as well as its
 * own weights; given stores are the same for all seeds.
 *
 * @param scale of the trainings, and of the lab's videos
 * @param changes to the scale's preset, by path
 * @param sceneBias share of lab videos whose scene belongs to their action
 * @param stores videos in place of the lab's; null for the lab
 * @param data folder of the lab's data sets
 * @param runs folder of the runs; what is finished there is not done again
 */
public record DualVarTable(
    Scale scale,
    Map<String, ?> changes,
    double sceneBias,
    @Nullable Stores stores,
    Path data,
    Path runs) {
  /**
   * Frame stores of real videos.
   *
   * @param name in the records' name
   */
  public record Stores(String name, Path train, Path test) {}

  /** Told what is done. */
  public interface Listener extends DualVarComparison.Listener {
    /** The progress of making a seed's videos. */
    Progress data(long seed);
  }

  /** The name of the records: {@code dualvar-desk-bias0.50}, {@code dualvar-paper-ucf101}. */
  public String name() {
    return stores == null
        ? String.format(Locale.ROOT, "dualvar-%s-bias%.2f", scale.id(), sceneBias)
        : "dualvar-" + scale.id() + "-" + stores.name();
  }

  /**
   * Trains and judges rows, seed after seed.
   *
   * @throws InterruptedException where the listener requests a stop; the same call goes on
   */
  public AblationReport run(List<DualVarRow> rows, List<Long> seeds, Listener listener)
      throws IOException, InterruptedException {
    AblationReport report = new AblationReport("dualvar");
    for (long seed : seeds) {
      if (stores == null) {
        try (LabData lab = LabData.open(data, scale, sceneBias, seed, listener.data(seed))) {
          String what = Settings.toJson(lab.dataset());
          run(lab.train(), lab.test(), what, rows, seed, listener, report);
        }
      } else {
        try (FrameStore train = FrameStore.open(stores.train);
            FrameStore test = FrameStore.open(stores.test)) {
          run(train, test, description(train, test), rows, seed, listener, report);
        }
      }
    }
    return report;
  }

  private void run(
      FrameStore train,
      FrameStore test,
      String what,
      List<DualVarRow> rows,
      long seed,
      Listener listener,
      AblationReport report)
      throws IOException, InterruptedException {
    DualVarComparison comparison =
        new DualVarComparison(scale.id(), changes, train, test, runs.resolve("dualvar"));
    RunRecords results = comparison.run(rows, seed, listener);
    comparison.report(report, what, results);
  }

  private static String description(FrameStore train, FrameStore test) {
    JsonObject description = new JsonObject();
    description.addProperty("train", train.listSha256());
    description.addProperty("test", test.listSha256());
    return description.toString();
  }
}
