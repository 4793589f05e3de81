package seco.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import seco.InputException;
import seco.run.SafeFile;

/** A folder for as long as a stage is measured. */
record TemporaryFolder(Path path) implements AutoCloseable {
  /**
   * Makes an empty folder.
   *
   * @param parent where; the disk that is measured
   * @throws InputException if the parent is no folder
   */
  static TemporaryFolder in(Path parent) throws IOException {
    if (!Files.isDirectory(parent)) {
      throw new InputException(parent + ": no such folder");
    }
    return new TemporaryFolder(Files.createTempDirectory(parent, "seco-bench-"));
  }

  @Override
  public void close() throws IOException {
    SafeFile.deleteTree(path);
  }
}
