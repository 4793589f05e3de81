package seco.video;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import seco.InputException;
import seco.run.Hashes;

/** The videos of a list as files in a folder. */
final class VideoFiles {
  private final VideoList list;
  private final Path root;
  private final boolean elsewhere;
  private long[] sizes;

  VideoFiles(VideoList list, Path root) {
    this.list = list;
    this.root = root;
    sizes = new long[0];
    elsewhere = false;
  }

  /**
   * Videos that this machine does not see.
   *
   * @param sizes bytes of each file; -1 where there is none
   */
  VideoFiles(VideoList list, Path root, long[] sizes) {
    this.list = list;
    this.root = root;
    this.sizes = sizes.clone();
    elsewhere = true;
  }

  /** Number of videos. */
  int count() {
    return list.entries().size();
  }

  VideoList list() {
    return list;
  }

  VideoList.Entry entry(int number) {
    return list.entries().get(number);
  }

  Path file(VideoList.Entry entry) {
    return root.resolve(entry.path());
  }

  /** Where an entry stands, for the beginning of a message. */
  String where(VideoList.Entry entry) {
    return list.file() + ", line " + entry.line() + ": ";
  }

  /** What is wrong with a video, without the folder, which is another on another machine. */
  String reason(VideoList.Entry entry, DamagedVideoException damage) {
    return String.valueOf(damage.getMessage()).replace(file(entry).toString(), entry.path());
  }

  /**
   * Requires that every path lies in the folder.
   *
   * @param there whether there must be a file, too
   */
  void require(boolean there) {
    Path folder = root.toAbsolutePath().normalize();
    for (int number = 0; number < count(); number++) {
      VideoList.Entry entry = entry(number);
      if (!resolve(folder, entry).normalize().startsWith(folder)) {
        throw new InputException(where(entry) + entry.path() + ": lies outside of " + root);
      }
      if (there && !exists(number)) {
        throw new DamagedVideoException(
            Verdict.MISSING, where(entry) + file(entry) + ": no such file");
      }
    }
  }

  private boolean exists(int number) {
    return elsewhere ? sizes[number] >= 0 : Files.exists(file(entry(number)));
  }

  private Path resolve(Path folder, VideoList.Entry entry) {
    try {
      return folder.resolve(entry.path());
    } catch (InvalidPathException e) {
      throw new InputException(where(entry) + "'" + entry.path() + "' is no path", e);
    }
  }

  /**
   * Fingerprint of the sizes of the first videos; the list's fingerprint does not tell folders
   * apart. Each file is asked once.
   */
  String sha256(int videos) throws IOException {
    if (sizes.length == 0) {
      long[] asked = new long[count()];
      for (int number = 0; number < asked.length; number++) {
        asked[number] = size(file(entry(number)));
      }
      sizes = asked;
    }
    StringBuilder text = new StringBuilder();
    for (int number = 0; number < videos; number++) {
      text.append(sizes[number]).append('\n');
    }
    return Hashes.ofText(text.toString());
  }

  private static long size(Path file) throws IOException {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return attributes.isRegularFile() ? attributes.size() : -1;
    } catch (NoSuchFileException e) {
      return -1;
    } catch (IOException e) {
      if (Files.isRegularFile(file)) {
        throw e;
      }
      return -1; // below a file, a circle of links, or not to be looked at
    }
  }
}
