package seco.data.fetch;

import java.io.IOException;
import java.time.Duration;

/** A server is busy and asks to be asked again later. */
final class BusyException extends IOException {
  private static final long serialVersionUID = 1;

  private final Duration wait;

  BusyException(String reason, Duration wait) {
    super(reason);
    this.wait = wait;
  }

  /** How long the server asks to wait; zero if it does not say. */
  Duration waitAsked() {
    return wait;
  }
}
