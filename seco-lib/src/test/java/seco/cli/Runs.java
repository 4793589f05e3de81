package seco.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import seco.checkpoint.Checkpoints;
import seco.run.Hashes;

/**
 * Runs in a folder, made by the commands themselves.
 *
 * @param folder with a folder for each run
 */
record Runs(Path folder) {
  /** The words of a command that trains the run of a name. */
  Object[] words(String run, Object... more) throws IOException {
    List<Object> words = new ArrayList<>(List.of("pretrain", "--store", SmallLab.store()));
    words.addAll(List.of("--run", folder.resolve(run), "--json"));
    words.addAll(Arrays.asList(more));
    return words.toArray();
  }

  /** The words of a command that begins a small run. */
  Object[] begin(String run, int steps, int checkpointEvery) throws IOException {
    return words(run, "--preset", "smoke", "--steps", steps, "--checkpoint-every", checkpointEvery);
  }

  /** Requires a command that ended well. */
  static Outcome done(Outcome outcome) {
    assertEquals(0, outcome.code(), outcome.err());
    return outcome;
  }

  /** The newest checkpoint of a run. */
  Checkpoints.Saved newest(String run) throws IOException {
    return new Checkpoints(folder.resolve(run).resolve("checkpoints")).newest().orElseThrow();
  }

  /** Metrics, weights, memory, optimiser: byte for byte. */
  void assertEqualEnd(String expected, String actual) throws IOException {
    for (String file : List.of("metrics.csv", "config.json")) {
      assertArrayEquals(
          Files.readAllBytes(folder.resolve(expected).resolve(file)),
          Files.readAllBytes(folder.resolve(actual).resolve(file)),
          actual + "/" + file);
    }
    assertEquals(newest(expected).state().step(), newest(actual).state().step());
    assertArrayEquals(
        Files.readAllBytes(newest(expected).arrays()),
        Files.readAllBytes(newest(actual).arrays()),
        actual);
  }

  /** Every file and folder with its time and content. */
  static Map<String, String> tree(Path run) throws IOException {
    Map<String, String> tree = new TreeMap<>();
    try (Stream<Path> files = Files.walk(run)) {
      for (Path file : files.toList()) {
        String content = Files.isRegularFile(file) ? Hashes.ofFile(file) : "folder";
        tree.put(run.relativize(file).toString(), Files.getLastModifiedTime(file) + " " + content);
      }
    }
    return tree;
  }

  /** Copies a run as it is. */
  static void copy(Path run, Path copy) throws IOException {
    try (Stream<Path> files = Files.walk(run)) {
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve(run.relativize(file)));
      }
    }
  }
}
