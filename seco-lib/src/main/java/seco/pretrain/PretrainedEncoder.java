package seco.pretrain;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import seco.InputException;
import seco.model.SecoEncoder;
import seco.run.RunDirectory;
import seco.run.Seeds;
import seco.tensor.NamedArrays;

/**
 * The encoder of a run, as its newest checkpoint holds it.
 *
 * @param config the run's settings
 * @param arrays the trained encoder's arrays by published name
 * @param sha256 fingerprint of the checkpoint
 */
public record PretrainedEncoder(PretrainConfig config, NamedArrays arrays, String sha256) {
  /**
   * Reads a run's encoder.
   *
   * @param manager owner of the arrays
   * @throws InputException if the folder is no run, or has no checkpoint yet
   */
  public static PretrainedEncoder read(Path folder, NDManager manager) throws IOException {
    RunDirectory.requireRun(folder);
    Path file = folder.resolve("config.json");
    PretrainConfig config = PretrainConfig.fromJson(Files.readString(file), file.toString());
    SavedEncoder saved = SavedEncoder.read(folder, manager);
    return new PretrainedEncoder(config, saved.arrays(), saved.sha256());
  }

  /** The network with these weights; the caller closes it. */
  public SecoEncoder network(NDManager manager) {
    SecoEncoder encoder =
        SecoEncoder.create(
            manager, config.encoder().trunk(), config.encoder().heads(), new Random(0));
    encoder.arrays().copyFrom(arrays);
    return encoder;
  }

  /** An untrained network of a preset's shape, the same for the same seed on every call. */
  public static SecoEncoder random(NDManager manager, PretrainConfig config) {
    Seeds seeds = new Seeds(config.seed());
    return SecoEncoder.create(
        manager, config.encoder().trunk(), config.encoder().heads(), seeds.stream("encoder"));
  }
}
