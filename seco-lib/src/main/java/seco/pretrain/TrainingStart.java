package seco.pretrain;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import seco.InputException;
import seco.Paper;
import seco.checkpoint.CheckpointKind;
import seco.checkpoint.LoadReport;
import seco.loss.Task;
import seco.tensor.NamedArrays;

/** The weights with which a training begins in place of random ones. */
@Paper(section = "SeCo Training")
public final class TrainingStart implements AutoCloseable {
  private final NDManager manager;
  private final NamedArrays arrays;
  private final Origin origin;

  private TrainingStart(NDManager manager, NamedArrays arrays, Origin origin) {
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
   * <p>A run's network must be that of the settings; the one head that a run on single frames has
   * trained is given to all three tasks. A file of weights may be MoCo v2's, whose head is given to
   * all three tasks and which has no order classifier, SeCo's, or any other network; what it lacks
   * besides must be allowed, and stays random.
   *
   * @param from folder of a run, or a file of PyTorch or safetensors
   * @param allowed how a file may differ from the network of the settings
   * @throws InputException if it is neither, or the networks differ otherwise
   */
  public static TrainingStart read(Path from, PretrainConfig config, LoadReport.Allowed allowed)
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

  private static TrainingStart ofFile(
      Path file, PretrainConfig config, LoadReport.Allowed allowed, NDManager manager)
      throws IOException {
    ForeignEncoder read = ForeignEncoder.read(file, config.encoder(), allowed, manager);
    Set<String> taken = new HashSet<>(read.report().taken());
    Origin origin =
        new Origin(
            name(file), read.sha256(), read.kind().toString(), SeenVideos.unknown(), read.report());
    return new TrainingStart(manager, read.network().arrays().only(taken::contains), origin);
  }

  private static TrainingStart ofRun(Path run, PretrainConfig config, NDManager manager)
      throws IOException {
    PretrainedEncoder read = PretrainedEncoder.read(run, manager);
    if (!read.config().encoder().equals(config.encoder())) {
      throw new InputException(
          "%s: the start's network %s is not the run's %s"
              .formatted(run, read.config().encoder(), config.encoder()));
    }
    Map<String, NDArray> start = new LinkedHashMap<>();
    read.arrays().forEach((name, array) -> start.put(name, array));
    if (read.config().tasks().contains(Task.FRAMES)) {
      read.arrays()
          .only(name -> name.startsWith("fc_inter."))
          .forEach(
              (name, array) -> {
                start.put(name.replace("fc_inter.", "fc_intra."), array);
                start.put(name.replace("fc_inter.", "fc_order."), array);
              });
    }
    List<String> names = List.copyOf(start.keySet());
    LoadReport report = new LoadReport(names, List.of(), List.of(), List.of(), List.of());
    String kind = CheckpointKind.RUN.toString();
    Origin origin = new Origin(name(run), read.sha256(), kind, SeenVideos.of(run), report);
    return new TrainingStart(manager, new NamedArrays(start), origin);
  }

  private static String name(Path path) {
    return String.valueOf(path.toAbsolutePath().normalize().getFileName());
  }

  /** Gives the encoders of a training these weights; what is not among them stays as it is. */
  void giveTo(Trainee trainee) {
    trainee.begin(arrays);
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
