package seco.data.split;

import java.nio.file.Path;
import java.util.List;

/**
 * A video that a split file names.
 *
 * @param name as the file has it, with its folder where it has one
 * @param label number of the class, from 0
 * @param file that names it
 * @param at where in the file: {@code line 3}
 * @param segments annotated stretches, in the file's order; empty where a video is one whole
 */
public record ListedVideo(String name, int label, Path file, String at, List<Segment> segments) {
  public ListedVideo {
    segments = List.copyOf(segments);
  }

  ListedVideo(String name, int label, Path file, String at) {
    this(name, label, file, at, List.of());
  }

  /** Where it is named, for messages. */
  String where() {
    return file + ", " + at;
  }
}
