package seco.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import seco.InputException;

/**
 * The folder of one run: its settings, where it comes from, its metrics and its checkpoints. One
 * process writes, any number read.
 *
 * <table>
 * <caption>Files</caption>
 * <tr><td>{@code config.json}</td><td>all settings</td></tr>
 * <tr><td>{@code provenance.json}</td><td>code, data, machine</td></tr>
 * <tr><td>{@code card.json}</td><td>the protocol of its list of videos, where one is known</td></tr>
 * <tr><td>{@code preflight.json}</td><td>its steps; what they were expected to need, and did</td></tr>
 * <tr><td>{@code start.json}</td><td>the weights it began with, where they were not random</td></tr>
 * <tr><td>{@code trunk.safetensors}</td><td>the frozen network of a tracker</td></tr>
 * <tr><td>{@code metrics.csv}</td><td>a row a step; the same for the same seed</td></tr>
 * <tr><td>{@code timing.csv}</td><td>a row a step; wall-clock seconds</td></tr>
 * <tr><td>{@code events.out.tfevents}</td><td>both as curves for TensorBoard</td></tr>
 * <tr><td>{@code checkpoints/}</td><td>the newest states</td></tr>
 * </table>
 */
public final class RunDirectory implements AutoCloseable {
  private static final String LOCK = ".lock";

  /** The settings are written last, so that a folder which has them is a whole run. */
  private static final Set<String> BEFORE_THE_SETTINGS =
      Set.of(
          LOCK,
          "provenance.json",
          "provenance.json.partial",
          ProtocolCard.FILE,
          ProtocolCard.FILE + ".partial",
          "preflight.json",
          "preflight.json.partial",
          "start.json",
          "start.json.partial",
          "trunk.safetensors",
          "trunk.safetensors.partial",
          "metrics.csv",
          "metrics.csv.partial",
          "timing.csv",
          "timing.csv.partial",
          "events.out.tfevents",
          "checkpoints",
          "config.json.partial");

  private final Path folder;
  private final FolderLock lock;

  private RunDirectory(Path folder, FolderLock lock) {
    this.folder = folder;
    this.lock = lock;
  }

  /**
   * Makes the folder of a new run and takes it. What a process has left there that was stopped
   * before its run had begun is removed.
   *
   * @throws InputException if there is something in the folder, or it cannot be made
   */
  public static RunDirectory create(Path folder) throws IOException {
    requireNew(folder);
    SafeFile.createFolder(folder);
    FolderLock lock = FolderLock.take(folder);
    try {
      for (String name : names(folder)) {
        if (!name.equals(LOCK)) {
          SafeFile.deleteTree(folder.resolve(name));
        }
      }
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
    return new RunDirectory(folder, lock);
  }

  /** Requires that a new run could be made at a place. */
  public static void requireNew(Path folder) throws IOException {
    SafeFile.requireWritable(folder);
    if (Files.isDirectory(folder) && FolderLock.isTaken(folder)) {
      throw new InputException(folder + ": another process is writing this run");
    }
    if (Files.exists(folder) && !(Files.isDirectory(folder) && hasNotBegun(folder))) {
      throw new InputException(
          folder + ": holds a run already; resume it or choose another folder");
    }
  }

  /** Whether nothing is lost with a folder: it is empty, or a run's that has no settings yet. */
  private static boolean hasNotBegun(Path folder) throws IOException {
    Path checkpoints = folder.resolve("checkpoints");
    return BEFORE_THE_SETTINGS.containsAll(names(folder))
        && MetricLog.isWithoutRows(folder.resolve("metrics.csv"))
        && MetricLog.isWithoutRows(folder.resolve("timing.csv"))
        && EventFile.isWithoutScalars(folder.resolve("events.out.tfevents"))
        && (Files.notExists(checkpoints)
            || names(checkpoints).stream().allMatch(name -> name.startsWith("step-00000000")));
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  /**
   * Takes the folder of a run that goes on.
   *
   * @throws InputException if it is no run, or another process is writing it
   */
  public static RunDirectory resume(Path folder) throws IOException {
    requireRun(folder);
    return new RunDirectory(folder, FolderLock.take(folder));
  }

  /** Requires the folder to hold a run. */
  public static Path requireRun(Path folder) {
    if (!Files.isRegularFile(folder.resolve("config.json"))) {
      throw new InputException(folder + ": no run (it has no config.json)");
    }
    return folder;
  }

  public Path folder() {
    return folder;
  }

  public Path config() {
    return folder.resolve("config.json");
  }

  public Path provenance() {
    return folder.resolve("provenance.json");
  }

  public Path preflight() {
    return folder.resolve("preflight.json");
  }

  /** Where the first weights came from, and how they fitted; absent where they were random. */
  public Path start() {
    return folder.resolve("start.json");
  }

  public Path metrics() {
    return folder.resolve("metrics.csv");
  }

  public Path timing() {
    return folder.resolve("timing.csv");
  }

  /** The curves for TensorBoard, which knows such files by {@code tfevents} in their name. */
  public Path events() {
    return folder.resolve("events.out.tfevents");
  }

  public Path checkpoints() {
    return folder.resolve("checkpoints");
  }

  /** Lets the folder go. */
  @Override
  public void close() throws IOException {
    lock.close();
  }
}
