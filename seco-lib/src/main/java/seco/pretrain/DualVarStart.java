package seco.pretrain;

import ai.djl.ndarray.NDManager;
import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import seco.InputException;
import seco.checkpoint.ForeignWeights;
import seco.checkpoint.LoadReport;
import seco.checkpoint.WeightsFile;
import seco.model.DualVarEncoder;
import seco.run.Hashes;
import seco.tensor.NamedArrays;

/** The weights with which a training of DualVar begins in place of random ones. */
public final class DualVarStart implements AutoCloseable {
  private final NDManager manager;
  private final NamedArrays arrays;
  private final Origin origin;

  private DualVarStart(NDManager manager, NamedArrays arrays, Origin origin) {
    this.manager = manager;
    this.arrays = arrays;
    this.origin = origin;
  }

  /** What {@code start.json} holds. */
  private record Origin(
      String name, String sha256, String kind, SeenVideos seen, LoadReport report) {}

  /**
   * Reads a start for a training.
   *
   * @param from folder of a run of DualVar, whose network must be that of the settings; or a file
   *     of PyTorch or safetensors with the names of that network
   * @param allowed how a file may differ from it
   * @throws InputException if it is neither, or the networks differ otherwise
   */
  public static DualVarStart read(Path from, DualVarConfig config, LoadReport.Allowed allowed)
      throws IOException {
    if (!Files.exists(from)) {
      throw new InputException(from + ": no run, and no file of weights");
    }
    NDManager manager = NDManager.newBaseManager();
    try {
      return Files.isRegularFile(from)
          ? ofFile(from, config, allowed, manager)
          : ofRun(from, config, manager);
    } catch (IOException | RuntimeException e) {
      manager.close();
      throw e;
    }
  }

  private static DualVarStart ofFile(
      Path file, DualVarConfig config, LoadReport.Allowed allowed, NDManager manager)
      throws IOException {
    DualVarEncoder network = PretrainedDualVar.random(manager, config);
    String mark = network.arrays().names().iterator().next();
    LoadReport report =
        ForeignWeights.named(WeightsFile.read(file), mark).load(network.arrays(), allowed);
    Set<String> taken = new HashSet<>(report.taken());
    Origin origin =
        new Origin(name(file), Hashes.ofFile(file), "file", SeenVideos.unknown(), report);
    return new DualVarStart(manager, network.arrays().only(taken::contains), origin);
  }

  private static DualVarStart ofRun(Path run, DualVarConfig config, NDManager manager)
      throws IOException {
    PretrainedDualVar read = PretrainedDualVar.read(run, manager);
    DualVarConfig begun = read.config();
    if (!begun.trunk().equals(config.trunk()) || begun.segments() != config.segments()) {
      throw new InputException(
          "%s: the start's network, %s for %d segments, is not the run's, %s for %d"
              .formatted(
                  run,
                  begun.trunk().title(),
                  begun.segments(),
                  config.trunk().title(),
                  config.segments()));
    }
    LoadReport report =
        new LoadReport(
            List.copyOf(read.arrays().names()), List.of(), List.of(), List.of(), List.of());
    Origin origin = new Origin(name(run), read.sha256(), "DualVar run", SeenVideos.of(run), report);
    return new DualVarStart(manager, read.arrays(), origin);
  }

  private static String name(Path path) {
    return String.valueOf(path.toAbsolutePath().normalize().getFileName());
  }

  NamedArrays arrays() {
    return arrays;
  }

  /** Whose weights they are and how they fitted, on one line. */
  public String summary() {
    return origin.name + ": " + origin.kind + "; " + origin.report.summary();
  }

  /** Name, fingerprint, kind and the full report. */
  String toJson() {
    return new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create().toJson(origin);
  }

  @Override
  public void close() {
    manager.close();
  }
}
