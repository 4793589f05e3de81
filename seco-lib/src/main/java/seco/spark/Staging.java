package seco.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import seco.InputException;
import seco.probe.FeatureNames;
import seco.run.SafeFile;

/**
 * Files of other file systems while they are on this machine. What lies in a shared folder is used
 * where it is.
 */
public final class Staging implements AutoCloseable {
  private final Path parent;
  private final Map<String, String> settings;
  private final Map<Path, Place> copies = new LinkedHashMap<>();
  private final Map<Path, Place> results = new LinkedHashMap<>();
  private @Nullable Path folder;

  /**
   * @param parent of the folder in which they are, where one is needed
   * @param settings of Spark, some of which are Hadoop's
   */
  Staging(Path parent, Map<String, String> settings) {
    this.parent = parent;
    this.settings = settings;
  }

  /** For the files of a command. */
  public static Staging of(ClusterConfig cluster) {
    return new Staging(Path.of(System.getProperty("java.io.tmpdir")), cluster.settings());
  }

  /** An empty folder for files of this machine. */
  Path folder(String name) throws IOException {
    if (folder == null) {
      folder = Files.createTempDirectory(parent, "seco-");
    }
    return Files.createDirectories(folder.resolve(Integer.toString(copies.size())).resolve(name));
  }

  /**
   * A file to read.
   *
   * @param beside names of files in the same folder that are taken along where they exist
   * @throws InputException if there is none
   */
  public Path in(Place file, String... beside) throws IOException {
    if (!file.isRemote()) {
      return file.path();
    }
    HadoopFolder from = HadoopFolder.above(file, settings);
    Path copy = folder("in").resolve(file.name());
    from.fetch(file.name(), copy);
    copies.put(copy, file);
    for (String name : beside) {
      if (from.has(name)) {
        from.fetch(name, copy.resolveSibling(name));
      }
    }
    return copy;
  }

  /**
   * A file of features to read, with the names that belong to it.
   *
   * @throws InputException if there is none
   */
  public Path features(Place file) throws IOException {
    Path names = FeatureNames.beside(Path.of(file.name()));
    return in(file, names.toString());
  }

  /**
   * Where to write a file that {@link #deliver} brings to its place.
   *
   * @param beside names of files that are written into the same folder
   */
  public Path out(Place file, String... beside) throws IOException {
    if (!file.isRemote()) {
      return file.path();
    }
    Path copy = folder("out").resolve(file.name());
    copies.put(copy, file);
    results.put(copy, file);
    for (String name : beside) {
      results.put(copy.resolveSibling(name), file.sibling(name));
    }
    return copy;
  }

  /** Brings what has been written to its place, older files there are replaced. */
  public void deliver() throws IOException {
    for (Map.Entry<Path, Place> result : results.entrySet()) {
      if (Files.exists(result.getKey())) {
        HadoopFolder.above(result.getValue(), settings)
            .replace(result.getKey(), result.getValue().name());
      }
    }
  }

  /** Says of a folder here that it stands for a place. */
  void stands(Path here, Place place) {
    copies.put(here, place);
  }

  /** The same refusal with the names that were given in place of those of copies. */
  public InputException named(InputException e) {
    String message = String.valueOf(e.getMessage());
    for (Map.Entry<Path, Place> copy : copies.entrySet()) {
      message = message.replace(copy.getKey().toString(), copy.getValue().text());
    }
    return new InputException(message, e);
  }

  @Override
  public void close() throws IOException {
    if (folder != null) {
      SafeFile.deleteTree(folder);
    }
  }
}
