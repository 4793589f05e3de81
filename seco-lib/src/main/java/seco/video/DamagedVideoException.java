package seco.video;

import seco.InputException;

/** A video that cannot be used; the message names its file. */
public final class DamagedVideoException extends InputException {
  private static final long serialVersionUID = 1;

  private final Verdict verdict;

  DamagedVideoException(Verdict verdict, String message) {
    super(message);
    this.verdict = verdict;
  }

  DamagedVideoException(Verdict verdict, String message, Throwable cause) {
    super(message, cause);
    this.verdict = verdict;
  }

  public Verdict verdict() {
    return verdict;
  }
}
