package seco.video;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Every file of a folder and the folders within, links followed. A folder is entered once, under
 * its own name before that of a link, so links in a circle end. What this program keeps for itself,
 * under a name that begins with {@code .seco-}, does not count.
 */
final class FoundFiles {
  private static final String OWN = ".seco-";

  private final Path root;
  private final Set<Path> passedOver;
  private final Set<Path> linked = new HashSet<>();
  private final List<Found> files = new ArrayList<>();

  /**
   * A file, or what cannot be one.
   *
   * @param name path relative to the folder, with {@code /}
   * @param verdict why it need not be opened, or null
   */
  record Found(String name, Path path, @Nullable Verdict verdict, String detail) {
    Found flagged(Verdict reason, String sentence) {
      return new Found(name, path, reason, sentence);
    }

    /** Size in bytes; 0 where there is no file. */
    long bytes() {
      return Files.isRegularFile(path) ? path.toFile().length() : 0;
    }

    /** When the file was last changed, in milliseconds; 0 where there is no file. */
    long modified() {
      return path.toFile().lastModified();
    }
  }

  private FoundFiles(Path root, Set<Path> passedOver) {
    this.root = root;
    this.passedOver = passedOver;
  }

  /**
   * The files, sorted by name.
   *
   * @param passedOver absolute paths of files that do not count: the doctor's own
   */
  static List<Found> of(Path folder, Set<Path> passedOver) throws IOException {
    FoundFiles found = new FoundFiles(folder.toRealPath(), passedOver);
    found.enter(folder, "");
    found.files.sort(Comparator.comparing(Found::name));
    return List.copyOf(found.files);
  }

  private void enter(Path folder, String prefix) {
    List<Path> entries;
    try (Stream<Path> list = Files.list(folder)) {
      entries = list.sorted().toList();
    } catch (IOException | UncheckedIOException e) {
      String name = prefix.isEmpty() ? "." : prefix.substring(0, prefix.length() - 1);
      add(name, folder, Verdict.UNREADABLE, "a folder that may not be read");
      return;
    }
    for (Path entry : entries) {
      boolean own = entry.getFileName().toString().startsWith(OWN);
      if (!own && !passedOver.contains(entry.toAbsolutePath().normalize())) {
        visit(entry, prefix + entry.getFileName());
      }
    }
  }

  private void visit(Path entry, String name) {
    if (entry.getFileName().toString().startsWith(".")) {
      add(name, entry, Verdict.NOT_A_VIDEO, "hidden, so it was not opened");
    } else if (!Files.exists(entry)) {
      add(name, entry, Verdict.UNREADABLE, "a link that leads nowhere");
    } else if (!Files.isDirectory(entry)) {
      add(name, entry, null, "");
    } else if (Files.isSymbolicLink(entry) && !isNew(entry)) {
      add(name, entry, Verdict.NOT_A_VIDEO, "a link to a folder that has another name here");
    } else {
      enter(entry, name + "/");
    }
  }

  /** Whether a link leads to a folder that no other name leads to. */
  private boolean isNew(Path link) {
    try {
      Path target = link.toRealPath();
      return !target.startsWith(root) && !root.startsWith(target) && linked.add(target);
    } catch (IOException e) {
      return false;
    }
  }

  private void add(String name, Path path, @Nullable Verdict verdict, String detail) {
    files.add(new Found(name, path, verdict, detail));
  }
}
