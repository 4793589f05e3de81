package seco.pretrain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import seco.ChildJvm;
import seco.run.FileOperations;
import seco.run.Hashes;
import seco.video.FrameStore;

/**
 * A training that is halted before each single file operation of its life, in turn. What a halt
 * leaves is the folder as it stands at that moment, so one training, its folder copied before every
 * operation, gives all halts; a few real ones show that they leave the same.
 */
class HaltedTrainingTest extends SmokeTraining {
  private static final int STEPS = 3;

  private final List<String> operations = new ArrayList<>();

  @AfterEach
  void ignore() {
    FileOperations.ignore();
  }

  @Test
  void run_haltedBeforeAnyFileOperation_endsEqualByteForByte() throws Exception {
    Path whole = folder.resolve("whole");
    observe(whole, k -> copy(whole, halted(k)));
    train(whole, store);
    FileOperations.ignore();

    Map<String, String> expected = results(whole);
    assertEquals(6, expected.size(), "settings, metrics, 2 x 2 of checkpoints: " + expected);
    assertKindsOfOperations();
    for (int k = 1; k <= operations.size(); k++) {
      train(halted(k), store);
      assertEquals(expected, results(halted(k)), "halted before " + operations.get(k - 1));
    }
  }

  /** Each checkpoint has its operations, and every kind of them is among the halts. */
  private void assertKindsOfOperations() {
    Set<String> kinds = new LinkedHashSet<>();
    operations.forEach(operation -> kinds.add(operation.substring(0, operation.indexOf(' '))));
    assertEquals(
        Set.of("CREATE_FOLDER", "CREATE", "WRITE", "CUT", "SYNC", "MOVE", "SYNC_FOLDER", "DELETE"),
        kinds);
    for (int step = 1; step <= STEPS; step++) {
      String moved = "MOVE step-0000000" + step;
      assertTrue(operations.contains(moved), moved + " in " + operations);
    }
    System.out.printf("%d halts%n", operations.size());
  }

  @Test
  void checkpoint_isSyncedBeforeItIsMovedAndItsFolderAfter() throws Exception {
    Path whole = folder.resolve("whole");
    observe(whole, k -> {});
    train(whole, store);
    int from = operations.indexOf("MOVE step-00000001") + 2;
    int to = operations.indexOf("MOVE step-00000002") + 2;
    List<String> second =
        operations.subList(from, to).stream().filter(o -> !o.startsWith("WRITE")).toList();
    List<String> expected = new ArrayList<>();
    for (String log : List.of("metrics.csv", "timing.csv", "events.out.tfevents")) {
      expected.add("SYNC " + log);
    }
    expected.addAll(List.of("CREATE_FOLDER step-00000002.partial", "SYNC_FOLDER checkpoints"));
    for (String file : List.of("arrays.safetensors", "state.json")) {
      expected.addAll(List.of("CREATE " + file + ".partial", "SYNC " + file + ".partial"));
      expected.addAll(List.of("MOVE " + file, "SYNC_FOLDER step-00000002.partial"));
    }
    expected.addAll(List.of("MOVE step-00000002", "SYNC_FOLDER checkpoints"));
    assertEquals(expected, second);
  }

  @Test
  void process_reallyHalted_leavesWhatWasCopied() throws Exception {
    Path whole = folder.resolve("whole");
    observe(whole, k -> copy(whole, halted(k)));
    train(whole, store);
    FileOperations.ignore();
    int last = operations.lastIndexOf("MOVE arrays.safetensors") + 1;
    for (int k : new int[] {last, operations.lastIndexOf("DELETE arrays.safetensors") + 1}) {
      Path real = folder.resolve("real" + k);
      ChildJvm.Result result =
          ChildJvm.run(ChildJvm.command(Halted.class, real, store.folder().toAbsolutePath(), k));
      assertEquals(Halted.CODE, result.code(), result.output());
      assertEquals(contents(halted(k)), contents(real), operations.get(k - 1));
      train(real, store);
      assertEquals(results(whole), results(real), operations.get(k - 1));
    }
  }

  @Test
  void run_inReplicasOnDevicesHalted_endsEqualByteForByte() throws Exception {
    Map<String, Object> distributed =
        Map.of(
            "contrast.replicas", 4,
            "execution.devices", 2,
            "execution.accumulation", 2,
            "execution.recompute", true,
            "optimization.batchSize", 8);
    PretrainConfig config = config().with(distributed);
    Path whole = folder.resolve("whole");
    observe(whole, k -> copy(whole, halted(k)));
    train(whole, store, config);
    FileOperations.ignore();
    int written = operations.indexOf("MOVE step-00000001") + 1;
    int lost = operations.lastIndexOf("WRITE state.json.partial") + 1;
    for (int k : new int[] {written, written + 1, lost}) {
      train(halted(k), store, config);
      assertEquals(results(whole), results(halted(k)), "halted before " + operations.get(k - 1));
    }
  }

  private Path halted(int operation) {
    return folder.resolve("halted" + operation);
  }

  /** Something that is done before the k-th operation, counted from 1. */
  private interface Moment {
    void before(int k) throws IOException;
  }

  private void observe(Path run, Moment moment) {
    FileOperations.observe(
        (operation, file) -> {
          if (file.toAbsolutePath().startsWith(run.toAbsolutePath())) {
            operations.add(operation + " " + file.getFileName());
            try {
              moment.before(operations.size());
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          }
        });
  }

  /** Not the lock: closing a second channel to it would let it go. */
  private static void copy(Path run, Path copy) throws IOException {
    if (Files.notExists(run)) {
      return;
    }
    try (Stream<Path> files = Files.walk(run)) {
      for (Path file : files.filter(f -> !f.endsWith(".lock")).toList()) {
        Files.copy(file, copy.resolve(run.relativize(file)));
      }
    }
  }

  /** Digests of all files but those that hold times, what the machine needed, and the lock. */
  private static Map<String, String> contents(Path run) throws IOException {
    Set<String> others =
        Set.of(
            ".lock",
            "timing.csv",
            "events.out.tfevents",
            "provenance.json",
            "preflight.json",
            "preflight.json.partial");
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.walk(run)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = file.getFileName().toString();
        if (name.equals("state.json")) { // remembers the length of the timings too, check-summed
          String times = "\"timingBytes\": \\d+|\"sha256\": \"\\w+\"";
          String text = Files.readString(file).replaceAll(times, "");
          contents.put(run.relativize(file).toString(), text);
        } else if (!others.contains(name)) {
          contents.put(run.relativize(file).toString(), Hashes.ofFile(file));
        }
      }
    }
    return contents;
  }

  /** The contents without a checkpoint that was to be deleted: a finished run is left as it is. */
  private static Map<String, String> results(Path run) throws IOException {
    Map<String, String> results = contents(run);
    results.keySet().removeIf(name -> name.startsWith("checkpoints/step-00000001/"));
    return results;
  }

  private static void train(Path run, FrameStore frames) throws IOException, InterruptedException {
    train(run, frames, config());
  }

  private static PretrainConfig config() {
    return smoke()
        .withOptimization(smoke().optimization().withSteps(STEPS, 1))
        .with(Map.of("encoder.trunk.width", 4, "optimization.batchSize", 4));
  }

  private static void train(Path run, FrameStore frames, PretrainConfig config)
      throws IOException, InterruptedException {
    try (Pretraining training =
        Files.exists(run.resolve("config.json"))
            ? Pretraining.resume(run, frames)
            : Pretraining.start(config, frames, run, null)) {
      while (training.hasNext()) {
        training.next();
        training.save();
      }
    }
  }

  /** Trains and halts the process right before an operation. */
  static final class Halted {
    static final int CODE = 77;

    private Halted() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
      Path run = Path.of(arguments[0]);
      int last = Integer.parseInt(arguments[2]);
      int[] count = {0};
      FileOperations.observe(
          (operation, file) -> {
            if (file.toAbsolutePath().startsWith(run.toAbsolutePath()) && ++count[0] == last) {
              Runtime.getRuntime().halt(CODE);
            }
          });
      try (FrameStore frames = FrameStore.open(Path.of(arguments[1]))) {
        train(run, frames);
      }
    }
  }
}
