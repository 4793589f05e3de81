package seco.video;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import java.util.stream.Stream;
import seco.run.Hashes;

/** A store as its files and their fingerprints. */
public final class StoreFiles {
  private StoreFiles() {}

  public static TreeMap<String, String> of(Path store) throws IOException {
    TreeMap<String, String> files = new TreeMap<>();
    try (Stream<Path> found = Files.walk(store)) {
      for (Path file : found.filter(Files::isRegularFile).toList()) {
        files.put(store.relativize(file).toString(), Hashes.ofFile(file));
      }
    }
    return files;
  }

  /** The same files with the same bytes, and nothing else. */
  public static void assertSame(Path expected, Path actual) throws IOException {
    assertEquals(of(expected), of(actual));
  }
}
