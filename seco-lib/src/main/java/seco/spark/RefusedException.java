package seco.spark;

import seco.InputException;

/** Input that a task refuses. */
final class RefusedException extends InputException {
  private static final long serialVersionUID = 1;

  RefusedException(String message) {
    super(message);
  }
}
