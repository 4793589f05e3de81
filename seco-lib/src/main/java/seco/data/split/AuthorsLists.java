package seco.data.split;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import seco.InputException;
import seco.video.VideoList;

/**
 * Lists as the authors have them, {@code path frames label}: {@code train_list.txt} and {@code
 * val_list.txt} in a folder. Several folders are joined with {@code #}. The frame counts are those
 * of the authors' copies and not taken.
 */
final class AuthorsLists {
  private static final String JOINED = "#";

  private AuthorsLists() {}

  /**
   * Reads lists.
   *
   * @param where a list, a folder of lists, or several of them joined
   */
  static OfficialSplits read(Path where) throws IOException {
    SplitCollector collector = new SplitCollector("authors' lists", Naming.STEM);
    for (Path root : roots(where)) {
      for (Path file : Files.isDirectory(root) ? lists(root) : List.of(root)) {
        PartName part = PartName.of(file).orElse(new PartName("all", ""));
        collector.source(part, file);
        for (VideoList.Entry entry : VideoList.read(file).entries()) {
          String at = "line " + entry.line();
          collector.add(part, new ListedVideo(entry.path(), entry.label(), file, at));
        }
      }
    }
    return collector.finish(List.of());
  }

  private static List<Path> roots(Path where) {
    String joined = where.toString();
    if (Files.exists(where) || !joined.contains(JOINED)) {
      return List.of(where);
    }
    if (joined.contains(JOINED + JOINED)) {
      throw new InputException(
          joined + ": '##' joins a root with a faster copy of it; name the root alone");
    }
    List<Path> roots = new ArrayList<>();
    for (String root : joined.split(JOINED, -1)) {
      if (root.isBlank()) {
        throw new InputException(joined + ": an empty root; expected ROOT#ROOT");
      }
      roots.add(Path.of(root));
    }
    return roots;
  }

  private static List<Path> lists(Path folder) throws IOException {
    return SplitFolder.files(
        folder,
        List.of(),
        file -> file.toString().endsWith(".txt") && PartName.of(file).isPresent(),
        "lists such as train_list.txt");
  }
}
