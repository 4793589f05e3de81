package seco.track.otb;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import seco.InputException;
import seco.track.Box;
import seco.track.Sequence;

/**
 * A tracker's results as text files, in the form that a benchmark's own software reads. A file
 * stands there whole or not at all, so that an evaluation goes on where it ended.
 */
public interface ResultFolder {
  /** The tracker's folder. */
  Path folder();

  /** Passes over each sequence. */
  int repetitions();

  /** Whether a pass over a sequence is there. */
  boolean has(Sequence sequence, int repetition);

  /** Number of boxes of a pass that is there. */
  int boxes(Sequence sequence, int repetition) throws IOException;

  /**
   * Reads a pass.
   *
   * @throws seco.InputException naming file and line of what is no box, or that there is no file
   */
  Trace read(Sequence sequence, int repetition) throws IOException;

  /** Writes a pass. */
  void write(Sequence sequence, int repetition, Trace trace) throws IOException;

  /** The boxes as lines of text. */
  static String lines(List<Box> boxes) {
    StringBuilder text = new StringBuilder();
    boxes.forEach(box -> text.append(box.toLine()).append('\n'));
    return text.toString();
  }

  /** Requires a file of results. */
  static Path require(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new InputException(file + ": no such result");
    }
    return file;
  }
}
