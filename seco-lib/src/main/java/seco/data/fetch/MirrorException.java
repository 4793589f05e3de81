package seco.data.fetch;

import java.io.IOException;

/** A mirror cannot give what was asked for; asking it again would not help. */
final class MirrorException extends IOException {
  private static final long serialVersionUID = 1;

  MirrorException(String reason) {
    super(reason);
  }

  MirrorException(String reason, Throwable cause) {
    super(reason, cause);
  }
}
