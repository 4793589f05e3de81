package seco.data.fetch;

import java.io.IOException;

/** This machine, not the server, is why a file cannot be fetched; no mirror would help. */
final class DiskException extends IOException {
  private static final long serialVersionUID = 1;

  DiskException(String reason) {
    super(reason);
  }

  DiskException(String reason, Throwable cause) {
    super(reason, cause);
  }
}
