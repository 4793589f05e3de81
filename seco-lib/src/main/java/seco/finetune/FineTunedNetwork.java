package seco.finetune;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import seco.InputException;
import seco.checkpoint.Checkpoints;
import seco.run.Card;
import seco.run.ProtocolCard;
import seco.run.Provenance;
import seco.run.RunDirectory;
import seco.run.Settings;
import seco.tensor.NamedArrays;

/**
 * The network of a fine-tuning's newest checkpoint, to be tested.
 *
 * @param config the run's settings
 * @param classifier closed with this
 * @param steps that it has learned
 * @param sha256 fingerprint of the checkpoint
 * @param start card of the weights with which it began
 * @param provenance where it comes from
 * @param protocol whose training videos it has seen; empty where nobody has noted it
 */
public record FineTunedNetwork(
    FineTuningConfig config,
    TsnClassifier classifier,
    long steps,
    String sha256,
    Card start,
    Provenance provenance,
    Optional<ProtocolCard> protocol)
    implements AutoCloseable {
  /** What stands in a checkpoint before the network's names. */
  static final String PREFIX = "encoder.";

  /**
   * Reads a run's network.
   *
   * @param manager owner of the arrays
   * @throws InputException if the folder is no run of a fine-tuning
   */
  public static FineTunedNetwork open(Path run, NDManager manager) throws IOException {
    FineTuningConfig config = config(run);
    Checkpoints.Saved saved =
        new Checkpoints(run.resolve("checkpoints"))
            .newest()
            .orElseThrow(() -> new InputException(run + ": the run has no checkpoint"));
    Path noted = run.resolve("provenance.json");
    if (!Files.isRegularFile(noted)) {
      throw new InputException(noted + ": missing, so its data are unknown");
    }
    Provenance provenance =
        Settings.fromJson(Files.readString(noted), Provenance.class, noted.toString());
    String list = provenance.list() == null ? "" : provenance.list();
    Optional<ProtocolCard> protocol = ProtocolCard.in(run, list);
    Card start = FineTuningStart.read(run.resolve("start.json"));
    TsnClassifier classifier = TsnClassifier.create(manager, config);
    try (NDManager scope = manager.newSubManager()) {
      classifier.arrays().copyFrom(network(saved.read(scope)));
    } catch (IOException | RuntimeException e) {
      classifier.close();
      throw e;
    }
    Checkpoints.State state = saved.state();
    return new FineTunedNetwork(
        config, classifier, state.step(), state.arraysSha256(), start, provenance, protocol);
  }

  private static NamedArrays network(NamedArrays state) {
    Map<String, NDArray> arrays = new LinkedHashMap<>();
    state
        .only(name -> name.startsWith(PREFIX))
        .forEach((name, array) -> arrays.put(name.substring(PREFIX.length()), array));
    return new NamedArrays(arrays);
  }

  /**
   * The settings of a run.
   *
   * @throws InputException if the folder is no run of a fine-tuning
   */
  public static FineTuningConfig config(Path run) throws IOException {
    Path file = RunDirectory.requireRun(run).resolve("config.json");
    return Settings.fromJson(Files.readString(file), FineTuningConfig.class, file.toString());
  }

  @Override
  public void close() {
    classifier.close();
  }
}
