package seco.run;

/** Told how far a long piece of work has come. Called from any thread, one call at a time. */
@FunctionalInterface
public interface Progress {
  /** Tells nobody. */
  Progress SILENT = (done, total) -> {};

  /**
   * @param done pieces done so far
   * @param total all pieces
   */
  void at(long done, long total);
}
