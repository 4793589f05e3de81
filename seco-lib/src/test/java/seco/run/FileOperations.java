package seco.run;

import java.nio.file.Path;

/** Opens the observation of file operations to the tests of other packages. */
public final class FileOperations {
  private FileOperations() {}

  /** Is told the name of each operation and its file before it is done. */
  @FunctionalInterface
  public interface Observer {
    void before(String operation, Path file);
  }

  /** Observes all operations of this process until {@link #ignore}. */
  public static void observe(Observer observer) {
    FileOperation.observe((operation, file) -> observer.before(operation.name(), file));
  }

  public static void ignore() {
    FileOperation.observe((operation, file) -> {});
  }
}
