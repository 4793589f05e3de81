package seco.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import seco.run.SafeFile;

/** A lab data set and its frame stores, made once for all tests by the commands themselves. */
final class SmallLab {
  static final int VIDEOS = 20;
  static final int FRAMES = 12;

  private static Path folder = Path.of("");

  private SmallLab() {}

  /** The folder with {@code lab}, {@code train} and {@code test}. */
  static synchronized Path folder() throws IOException {
    if (folder.toString().isEmpty()) {
      folder = Files.createTempDirectory("seco-small-lab");
      Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
      make(
          "lab",
          "--out",
          lab(),
          "--train",
          VIDEOS,
          "--test",
          VIDEOS,
          "--seed",
          5,
          "--frames",
          FRAMES,
          "--pixels",
          64);
      make("frames", "--list", list(), "--root", lab(), "--out", folder.resolve("train"));
      Path test = lab().resolve("test.txt");
      make("frames", "--list", test, "--root", lab(), "--out", folder.resolve("test"));
    }
    return folder;
  }

  private static void make(Object... words) {
    Outcome outcome = Outcome.of(words);
    assertEquals(0, outcome.code(), outcome.err());
  }

  private static void delete(Path folder) {
    try {
      SafeFile.deleteTree(folder);
    } catch (IOException e) {
      System.err.println(folder + ": left behind, " + e);
    }
  }

  static Path lab() throws IOException {
    return folder().resolve("lab");
  }

  static Path list() throws IOException {
    return lab().resolve("train.txt");
  }

  static Path store() throws IOException {
    return folder().resolve("train");
  }

  /** A video of the lab. */
  static Path video() throws IOException {
    String line = Files.readAllLines(list()).get(0);
    return lab().resolve(line.substring(0, line.indexOf(' ')));
  }
}
