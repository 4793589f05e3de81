package seco.data.split;

import java.nio.file.Path;
import java.util.List;

/**
 * A part of a split, as its files have it.
 *
 * @param split its number, empty where there is only one
 * @param part train, val or test; all where nobody has split the videos
 * @param videos each once, in the files' order
 * @param repeated further lines that name one of them again
 * @param unlabelled further videos without a class
 * @param sources the files that were read for it
 * @param notes what is particular, a sentence each
 */
public record ListedPart(
    String split,
    String part,
    List<ListedVideo> videos,
    int repeated,
    int unlabelled,
    List<Path> sources,
    List<String> notes) {
  public ListedPart {
    videos = List.copyOf(videos);
    sources = List.copyOf(sources);
    notes = List.copyOf(notes);
  }

  /** The list's file name without its ending: {@code train1}. */
  public String name() {
    return part + split;
  }
}
