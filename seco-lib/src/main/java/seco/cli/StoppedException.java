package seco.cli;

/** Work that was stopped from outside and saved; the command has said how to go on. */
final class StoppedException extends RuntimeException {
  private static final long serialVersionUID = 1;
}
