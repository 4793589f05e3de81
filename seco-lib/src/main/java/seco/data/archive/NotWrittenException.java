package seco.data.archive;

import java.io.IOException;

/** The destination failed, not the archive. */
final class NotWrittenException extends IOException {
  private static final long serialVersionUID = 1;

  NotWrittenException(String message, Throwable cause) {
    super(message, cause);
  }
}
