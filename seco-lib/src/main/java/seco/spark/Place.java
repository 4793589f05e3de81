package seco.spark;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import seco.InputException;

/**
 * A file or folder: by a plain path one that this machine and the executors see, by a URI one of
 * Hadoop's file systems.
 *
 * @param text as it was given
 */
public record Place(String text) {
  /** A scheme of one letter would be a drive of Windows. */
  private static final Pattern URI = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:/.*");

  public Place {
    if (text.isBlank()) {
      throw new InputException("'" + text + "' is not a path");
    }
  }

  /** Whether it is one of Hadoop's. */
  public boolean isRemote() {
    return URI.matcher(text).matches();
  }

  /** The plain path. */
  public Path path() {
    try {
      return Path.of(text).toAbsolutePath().normalize();
    } catch (InvalidPathException e) {
      throw new InputException("'" + text + "' is not a path", e);
    }
  }

  /** What is written for it in a task: the URI, or the path from the root. */
  String full() {
    return isRemote() ? text.replaceAll("/+$", "") : path().toString();
  }

  /** The last part of its name. */
  String name() {
    String full = full();
    return full.substring(full.lastIndexOf('/') + 1);
  }

  /** A place beside it. */
  public Place sibling(String name) {
    String full = full();
    return new Place(full.substring(0, full.lastIndexOf('/') + 1) + name);
  }

  @Override
  public String toString() {
    return text;
  }
}
