package seco.pretrain;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import seco.InputException;
import seco.run.Estimate;
import seco.run.ProcessMemory;
import seco.run.SafeFile;

/**
 * What a run was expected to need before it began and what it did need, its {@code preflight.json};
 * those who watch the run without its data read there how many steps it has.
 *
 * @param estimated for the whole run; where an older version began it, when it was resumed
 * @param memoryBytes of the machine, or of its GPUs where it has some
 * @param diskBytes free where the run lies
 * @param departures the paper's values that the run changes
 * @param measured when the run ended or was left the last time; absent until then
 */
public record Preflight(
    Need estimated,
    long memoryBytes,
    long diskBytes,
    List<String> departures,
    @Nullable Need measured) {
  private static final Gson GSON = new GsonBuilder().setPrettyPrinting().create();

  private static final String DAMAGED = ": no estimate of a run; delete it and resume the run";

  /** Beside the two checkpoints that are kept, a third is written. */
  private static final int CHECKPOINTS = 3;

  /** A row of each log and the curves of a step. */
  private static final int LOG_BYTES = 2000;

  /**
   * What a run needs.
   *
   * @param memoryBytes the most that the process holds at once, of GPUs that they hold; 0 where the
   *     system does not say
   * @param diskBytes of its folder
   * @param seconds of its steps; an estimate does not know how long they wait for data
   * @param steps for which this stands
   */
  public record Need(long memoryBytes, long diskBytes, double seconds, long steps) {}

  /**
   * The estimate for a run that is about to begin.
   *
   * @param folder of the run, or where it will be
   * @throws InputException if the disk has no room for the run
   */
  static Preflight estimate(Demand demand, Path folder, long steps) throws IOException {
    Preflight preflight = of(demand, folder, steps);
    long disk = preflight.estimated().diskBytes();
    if (disk > preflight.diskBytes()) {
      throw new InputException(
          "%s: the run needs about %s of disk, and %s are free; make room or choose another folder"
              .formatted(folder, Estimate.size(disk), Estimate.size(preflight.diskBytes())));
    }
    return preflight;
  }

  /**
   * What a run on so many videos would need, though they and its folder be absent.
   *
   * @param folder where the run would lie
   */
  public static Preflight expected(PretrainConfig config, Path folder, long videos)
      throws IOException {
    long perEpoch = Math.max(1, videos / config.optimization().batchSize());
    long steps = Schedule.of(config.optimization(), Math.toIntExact(perEpoch)).steps();
    return of(Demand.of(config, Pretraining.LOADERS), folder, steps);
  }

  /** The same of a pretraining on clips. */
  public static Preflight expected(DualVarConfig config, Path folder, long videos)
      throws IOException {
    long perEpoch = Math.max(1, videos / config.optimization().batchSize());
    long steps = config.optimization().steps(Math.toIntExact(perEpoch));
    return of(Demand.of(config, Pretraining.LOADERS), folder, steps);
  }

  /** The estimate, whether there is room or not. */
  static Preflight of(Demand demand, Path folder, long steps) throws IOException {
    Trial trial = demand.trial();
    long memory = ProcessMemory.held() + demand.memoryBytes();
    long disk = CHECKPOINTS * trial.stateBytes() + steps * LOG_BYTES;
    return new Preflight(
        new Need(memory, disk, steps * trial.secondsPerStep(), steps),
        ProcessMemory.ofMachine(),
        Files.getFileStore(existing(folder)).getUsableSpace(),
        demand.departures(),
        null);
  }

  private static Path existing(Path folder) {
    Path at = folder.toAbsolutePath().normalize();
    while (!Files.exists(at) && at.getParent() != null) {
      at = at.getParent();
    }
    return at;
  }

  /**
   * The same with what was measured. Of memory it is the most that a process of the run held, all
   * else that it did included.
   */
  Preflight measured(Path run, double seconds, long steps) throws IOException {
    long before = measured == null ? 0 : measured.memoryBytes();
    long memory = Math.max(before, ProcessMemory.peak());
    Need now = new Need(memory, bytes(run), seconds, steps);
    return new Preflight(estimated, memoryBytes, diskBytes, departures, now);
  }

  private static long bytes(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      long sum = 0;
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        sum += Files.size(file);
      }
      return sum;
    }
  }

  /**
   * Reads a run's preflight.
   *
   * @param file {@code preflight.json} of a run
   * @throws InputException if the file is damaged
   */
  public static Preflight read(Path file) throws IOException {
    try {
      Preflight read = GSON.fromJson(Files.readString(file), Preflight.class);
      if (read == null
          || read.estimated() == null
          || read.estimated().steps() <= 0
          || read.departures() == null) {
        throw new InputException(file + DAMAGED);
      }
      return read;
    } catch (JsonParseException e) {
      throw new InputException(file + DAMAGED, e);
    }
  }

  void write(Path file) throws IOException {
    SafeFile.writeText(file, GSON.toJson(this) + "\n");
  }

  /** Whether the machine has less memory than the run is expected to need. */
  public boolean exceedsMemory() {
    return estimated.memoryBytes() > memoryBytes;
  }

  /** The estimate in a line: {@code about 1.2 GB of 25.1 GB memory, 12 MB of disk, 2 min 20 s}. */
  public String text() {
    return "about %s of %s memory, %s of disk, %s without waiting for data"
        .formatted(
            Estimate.size(estimated.memoryBytes()),
            Estimate.size(memoryBytes),
            Estimate.size(estimated.diskBytes()),
            Estimate.time(estimated.seconds()));
  }
}
