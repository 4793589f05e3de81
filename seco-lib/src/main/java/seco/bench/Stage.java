package seco.bench;

import java.io.IOException;
import java.util.Map;
import seco.run.Progress;

/** A part of the product's work that is timed on its own, at chosen sizes. */
public interface Stage {
  /** One word. */
  String name();

  /** The sizes, named as the options of the command line. */
  Map<String, Object> settings();

  /**
   * Does the stage's work in rounds.
   *
   * @param progress told of every round
   */
  Measurement measure(Rounds rounds, Progress progress) throws IOException;
}
