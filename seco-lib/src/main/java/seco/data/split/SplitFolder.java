package seco.data.split;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import seco.InputException;

/** Finds the files of a split in the folder that was named, or where their archive puts them. */
final class SplitFolder {
  private SplitFolder() {}

  /**
   * The folder that holds a file.
   *
   * @param inside the archive's own folder, which may be in between
   * @throws InputException if there is none
   */
  static Path with(Path where, String file, String inside) {
    for (Path folder : List.of(where, where.resolve(inside))) {
      if (Files.isRegularFile(folder.resolve(file))) {
        return folder;
      }
    }
    throw new InputException(where + ": holds no " + file + "; name the folder of the split files");
  }

  /** Whether a file is hidden, or says where another one was fetched. */
  private static boolean isAside(String name) {
    return name.startsWith(".") || name.endsWith(".source.json");
  }

  /**
   * The files of a folder that are wanted, sorted by name, without hidden ones and those that say
   * where a file was fetched.
   *
   * @param inside folders in which they may lie instead
   * @param what they are, for the message
   * @throws InputException if there is none
   */
  static List<Path> files(Path where, List<String> inside, Predicate<Path> wanted, String what)
      throws IOException {
    List<Path> folders =
        Stream.concat(Stream.of(where), inside.stream().map(where::resolve)).toList();
    for (Path folder : folders) {
      if (Files.isDirectory(folder)) {
        try (Stream<Path> files = Files.list(folder)) {
          List<Path> found =
              files
                  .filter(file -> !isAside(file.getFileName().toString()))
                  .filter(file -> Files.isRegularFile(file) && wanted.test(file))
                  .sorted()
                  .toList();
          if (!found.isEmpty()) {
            return found;
          }
        }
      }
    }
    String state = Files.exists(where) ? "holds no " + what : "no such file or folder";
    throw new InputException(where + ": " + state);
  }
}
