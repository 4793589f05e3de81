package seco.checkpoint;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A training that has come to a loss or gradient that is no number. The state before that step is
 * saved; going on from it would meet the same step again.
 */
public final class DivergedException extends IOException {
  private static final long serialVersionUID = 1;
  private static final int FEW = 8;

  /**
   * @param step whose loss or gradient it is
   * @param goOn how a new run is begun with another rate, for the message
   * @param videos of the step
   */
  public DivergedException(
      Path run, long step, String goOn, List<String> videos, NotFiniteException cause) {
    super(
        "%s: %s in step %d; the state before it is saved, %s, for example with a lower rate;"
                .formatted(run, cause.getMessage(), step, goOn)
            + " the step's videos: "
            + few(videos),
        cause);
  }

  private static String few(List<String> videos) {
    String some = String.join(", ", videos.subList(0, Math.min(FEW, videos.size())));
    return videos.size() > FEW ? some + " and " + (videos.size() - FEW) + " more" : some;
  }
}
