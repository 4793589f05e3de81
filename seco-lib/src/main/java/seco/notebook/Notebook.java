package seco.notebook;

import java.io.IOException;
import java.nio.file.Path;
import seco.experiment.LabData;
import seco.experiment.UntrimmedLab;
import seco.lab.LabConfig;
import seco.pretrain.PretrainConfig;
import seco.run.Hashes;
import seco.run.Progress;
import seco.run.RunRecords;
import seco.run.Scale;
import seco.run.Workspace;
import seco.video.FrameStore;

/** What every notebook begins with: its scale, its data, its settings and a place for its runs. */
public final class Notebook {
  private static final long LAB_SEED = 1;

  private Notebook() {}

  /** The scale at which notebooks run: {@code SECO_SCALE}, desk by default. */
  public static Scale scale() {
    return Scale.current();
  }

  /** The lab with its standard share of scenes that belong to their action; made where missing. */
  public static LabData lab() throws IOException {
    return lab(LabConfig.standard().sceneBias());
  }

  /**
   * The lab with another share of scenes that belong to their action; made where missing.
   *
   * @param sceneBias 0..1
   */
  public static LabData lab(double sceneBias) throws IOException {
    Progress progress = progress("videos and frames of the lab");
    return LabData.open(Workspace.data(), scale(), sceneBias, LAB_SEED, progress);
  }

  /** Untrimmed lab videos; made where missing. */
  public static UntrimmedLab untrimmedLab() throws IOException {
    Progress progress = progress("untrimmed videos of the lab");
    double sceneBias = LabConfig.standard().sceneBias();
    return UntrimmedLab.open(Workspace.data(), scale(), sceneBias, LAB_SEED, progress);
  }

  /** The pretraining settings of the scale. */
  public static PretrainConfig preset() {
    return PretrainConfig.preset(scale().id());
  }

  /**
   * A setting by scale, for example a number of steps.
   *
   * @param desk also for the paper's scale
   */
  public static int atScale(int smoke, int desk) {
    return scale() == Scale.SMOKE ? smoke : desk;
  }

  /**
   * The folder of a run. Its name ends in a fingerprint of settings and data, so that another
   * setting is another run, and the same one is found again.
   */
  public static Path run(String name, PretrainConfig config, FrameStore store) {
    String fingerprint = Hashes.ofText(config.toJson() + store.contentSha256()).substring(0, 8);
    return Workspace.runs().resolve(name + "-" + fingerprint);
  }

  /**
   * The records of a long run that are kept with the notebooks.
   *
   * @param name of the file in {@code notebooks/records}, without {@code .csv}
   */
  public static RunRecords records(String name) throws IOException {
    return RunRecords.read(Workspace.notebooks().resolve("records").resolve(name + ".csv"));
  }

  /** Progress in one line of the running cell. */
  public static Progress progress(String what) {
    return new LiveProgress(Screen.current(), what);
  }
}
