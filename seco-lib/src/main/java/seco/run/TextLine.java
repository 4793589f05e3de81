package seco.run;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import seco.InputException;

/**
 * A line of a list that people and other programs write.
 *
 * @param number in the file, from 1
 * @param text without blanks at its ends, not empty
 */
public record TextLine(int number, String text) {
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  /**
   * Reads a list in UTF-8. Blank lines, line ends of Windows and a byte order mark say nothing.
   *
   * @throws InputException if there is no such list, or it is no text
   */
  public static List<TextLine> read(Path file) throws IOException {
    List<String> texts = texts(file);
    List<TextLine> lines = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      String text = texts.get(i);
      boolean marked = i == 0 && text.startsWith(BYTE_ORDER_MARK);
      String stripped = (marked ? text.substring(1) : text).strip();
      if (!stripped.isEmpty()) {
        lines.add(new TextLine(i + 1, stripped));
      }
    }
    return lines;
  }

  private static List<String> texts(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new InputException(file + ": a folder, not a list");
    }
    try {
      return Files.readAllLines(file);
    } catch (NoSuchFileException e) {
      throw new InputException(file + ": no such list", e);
    } catch (AccessDeniedException e) {
      throw new InputException(file + ": the list may not be read", e);
    } catch (MalformedInputException e) {
      throw new InputException(file + ": not a text file in UTF-8", e);
    }
  }

  /** Where the line stands, for messages: {@code list.txt, line 3}. */
  public String where(Path file) {
    return file + ", line " + number;
  }
}
