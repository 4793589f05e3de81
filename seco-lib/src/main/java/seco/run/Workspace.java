package seco.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import seco.InputException;

/** Where data sets and runs lie: in the project's build folder, or where the environment says. */
public final class Workspace {
  private static final String DATA = "SECO_DATA";
  private static final String RUNS = "SECO_RUNS";
  private static final String VIDEOS = "SECO_VIDEOS";
  private static final String FEATURES = "SECO_FEATURES";
  private static final String NOTEBOOKS = "SECO_NOTEBOOKS";

  private Workspace() {}

  /** The folder of data sets and frame stores: {@code SECO_DATA}, or {@code build/data}. */
  public static Path data() {
    return place(System.getenv(DATA), DATA, "data");
  }

  /** The folder of runs: {@code SECO_RUNS}, or {@code build/runs}. */
  public static Path runs() {
    return place(System.getenv(RUNS), RUNS, "runs");
  }

  /**
   * The folder of your own videos, in folders named as their classes, for the notebook that looks
   * at videos as they are: {@code SECO_VIDEOS}, or nothing.
   */
  public static Optional<Path> videos() {
    return named(VIDEOS);
  }

  /**
   * The folder of your own features, {@code train.safetensors} and {@code test.safetensors}, for
   * the notebooks that judge features: {@code SECO_FEATURES}, or nothing.
   */
  public static Optional<Path> features() {
    return named(FEATURES);
  }

  private static Optional<Path> named(String variable) {
    String named = System.getenv(variable);
    return named == null || named.isBlank()
        ? Optional.empty()
        : Optional.of(Path.of(named).toAbsolutePath().normalize());
  }

  /** The folder of the notebooks: {@code SECO_NOTEBOOKS}, or {@code notebooks} of the project. */
  public static Path notebooks() {
    String named = System.getenv(NOTEBOOKS);
    if (named != null && !named.isBlank()) {
      return Path.of(named).toAbsolutePath().normalize();
    }
    return project(Path.of("").toAbsolutePath(), NOTEBOOKS).resolve("notebooks");
  }

  private static Path place(@Nullable String named, String variable, String name) {
    if (named != null && !named.isBlank()) {
      return Path.of(named).toAbsolutePath().normalize();
    }
    Path here = Path.of("").toAbsolutePath();
    return project(here, variable).resolve("build").resolve(name);
  }

  /**
   * The project's folder: the nearest above a folder, itself included, that holds {@code pom.xml}
   * and {@code seco-lib}.
   *
   * @param variable that would make the search needless, for the message
   * @throws InputException if there is none
   */
  static Path project(Path from, String variable) {
    for (Path folder = from; folder != null; folder = folder.getParent()) {
      if (Files.exists(folder.resolve("pom.xml"))
          && Files.isDirectory(folder.resolve("seco-lib"))) {
        return folder;
      }
    }
    throw new InputException(
        from + ": not within the project; go there, or set " + variable + " to a folder");
  }
}
