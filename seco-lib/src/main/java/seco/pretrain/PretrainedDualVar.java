package seco.pretrain;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import seco.InputException;
import seco.model.DualVarEncoder;
import seco.run.MetricLog;
import seco.run.RunDirectory;
import seco.run.Seeds;
import seco.tensor.NamedArrays;

/**
 * The encoder of a run of DualVar, as its newest checkpoint holds it.
 *
 * @param config the run's settings
 * @param arrays the trained encoder's arrays by published name
 * @param sha256 fingerprint of the checkpoint
 */
public record PretrainedDualVar(DualVarConfig config, NamedArrays arrays, String sha256) {
  /**
   * Reads a run's encoder.
   *
   * @param manager owner of the arrays
   * @throws InputException if the folder is no run of DualVar, or has no checkpoint yet
   */
  public static PretrainedDualVar read(Path folder, NDManager manager) throws IOException {
    DualVarConfig config = config(folder);
    SavedEncoder saved = SavedEncoder.read(folder, manager);
    return new PretrainedDualVar(config, saved.arrays(), saved.sha256());
  }

  /**
   * The settings of a run.
   *
   * @throws InputException if the folder is no run of DualVar
   */
  public static DualVarConfig config(Path folder) throws IOException {
    Path file = RunDirectory.requireRun(folder).resolve("config.json");
    return DualVarConfig.fromJson(Files.readString(file), file.toString());
  }

  /** The steps that a run has recorded so far, also while another process writes them. */
  public static List<DualVarStep> steps(Path folder) throws IOException {
    RunDirectory.requireRun(folder);
    return MetricLog.read(folder.resolve("metrics.csv"), DualVarStep.COLUMNS);
  }

  /** The network with these weights; the caller closes it. */
  public DualVarEncoder network(NDManager manager) {
    DualVarEncoder encoder =
        DualVarEncoder.create(manager, config.trunk(), config.segments(), new Random(0));
    encoder.arrays().copyFrom(arrays);
    return encoder;
  }

  /** An untrained network of the settings' shape: that with which a run of their seed begins. */
  public static DualVarEncoder random(NDManager manager, DualVarConfig config) {
    return DualVarEncoder.create(
        manager, config.trunk(), config.segments(), new Seeds(config.seed()).stream("encoder"));
  }
}
