package seco.track;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import seco.InputException;
import seco.checkpoint.Checkpoints;
import seco.run.Hashes;
import seco.run.RunDirectory;
import seco.run.Seeds;
import seco.run.Settings;
import seco.tensor.NamedArrays;

/**
 * A tracker as a run holds it: its settings, its trunk, and its head of the newest checkpoint.
 *
 * <pre>{@code
 * try (TrackRun run = TrackRun.open(folder); Tracker tracker = run.tracker()) {
 *   tracker.init(frame, box);
 * }
 * }</pre>
 */
public final class TrackRun implements AutoCloseable {
  /** Name of the file of the frozen trunk within a run. */
  static final String TRUNK = "trunk.safetensors";

  private final TrackConfig config;
  private final NDManager manager;
  private final TrackTrunk trunk;
  private final MatchingHead head;
  private final long steps;
  private final String sha256;

  private TrackRun(
      TrackConfig config,
      NDManager manager,
      TrackTrunk trunk,
      MatchingHead head,
      long steps,
      String sha256) {
    this.config = config;
    this.manager = manager;
    this.trunk = trunk;
    this.head = head;
    this.steps = steps;
    this.sha256 = sha256;
  }

  /**
   * Opens a run, also while it is trained.
   *
   * @throws InputException if the folder is no tracker's run, or is damaged
   */
  public static TrackRun open(Path folder) throws IOException {
    TrackConfig config = config(folder);
    Checkpoints.Saved saved = newest(folder);
    NDManager manager = NDManager.newBaseManager();
    @Nullable TrackTrunk trunk = null;
    try {
      trunk = TrackTrunk.read(manager, folder.resolve(TRUNK), config);
      MatchingHead head = head(manager, config);
      try {
        HeadState.restoreHead(head.arrays(), saved, manager);
      } catch (IllegalArgumentException e) {
        throw new InputException(saved.arrays() + ": not the run's head, " + e.getMessage(), e);
      }
      String sha256 = sha256(folder, config, saved);
      return new TrackRun(config, manager, trunk, head, saved.state().step(), sha256);
    } catch (IOException | RuntimeException e) {
      if (trunk != null) {
        trunk.close();
      }
      manager.close();
      throw e;
    }
  }

  /**
   * A tracker whose head is as a training begins, of no folder.
   *
   * @param config with a factor of the responses, which is measured only where a training begins
   * @param network arrays of a network of the trunk's depth and width, by published name
   */
  public static TrackRun untrained(TrackConfig config, NamedArrays network) {
    if (config.head().responseFactor() <= 0) {
      throw new IllegalArgumentException("without a factor all responses are 0");
    }
    NDManager manager = NDManager.newBaseManager();
    try {
      MatchingHead head = head(manager, config);
      TrackTrunk trunk = TrackTrunk.of(manager, config.trunk(), network, config.precision());
      return new TrackRun(config, manager, trunk, head, 0, "untrained");
    } catch (RuntimeException e) {
      manager.close();
      throw e;
    }
  }

  private static Checkpoints.Saved newest(Path folder) throws IOException {
    return new Checkpoints(folder.resolve("checkpoints"))
        .newest()
        .orElseThrow(() -> new InputException(folder + ": the run has no checkpoint"));
  }

  /**
   * The fingerprint of a run as {@link #sha256()} of the opened run would tell it.
   *
   * @throws InputException if the folder is no tracker's run, or is damaged
   */
  public static String sha256(Path folder) throws IOException {
    return sha256(folder, config(folder), newest(folder));
  }

  private static String sha256(Path folder, TrackConfig config, Checkpoints.Saved saved)
      throws IOException {
    String trunk = Hashes.ofFile(folder.resolve(TRUNK));
    return Hashes.ofText(Settings.toJson(config) + trunk + saved.state().arraysSha256());
  }

  /** The settings of a run. */
  static TrackConfig config(Path folder) throws IOException {
    RunDirectory.requireRun(folder);
    Path file = folder.resolve("config.json");
    return Settings.fromJson(Files.readString(file), TrackConfig.class, file.toString());
  }

  /** Requires the sequences with which a run was begun. */
  static void requireSame(RunDirectory run, List<Sequence> sequences) throws IOException {
    if (!Files.isRegularFile(run.provenance())) {
      throw new InputException(run.provenance() + ": missing, so its sequences are unknown");
    }
    if (!Files.readString(run.provenance()).contains(Sequence.sha256(sequences))) {
      throw new InputException(
          run.folder()
              + ": was begun with other sequences (names, pictures, boxes or cover); give those, or"
              + " begin a new run");
    }
  }

  /** The head with which a training begins. */
  static MatchingHead head(NDManager manager, TrackConfig config) {
    return MatchingHead.create(
        manager,
        config.head(),
        config.trunk().featureSize(),
        DataType.FLOAT32,
        new Seeds(config.seed()).stream("head"));
  }

  /** A tracker with this run's network; of use while the run is open. */
  public SiamFc tracker() {
    return new SiamFc(manager, trunk, head, config.head().responseFactor(), config.siamFc());
  }

  /** The map (N, D, h, w) of images (N, 3, H, W) by the frozen trunk. */
  public NDArray map(NDArray images) {
    return trunk.of(images);
  }

  public TrackConfig config() {
    return config;
  }

  /** Steps that its head has learned. */
  public long steps() {
    return steps;
  }

  /** Fingerprint of settings, trunk and head: trackers of another have other results. */
  public String sha256() {
    return sha256;
  }

  @Override
  public void close() {
    trunk.close();
    manager.close();
  }
}
