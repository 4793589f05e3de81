package seco.run;

import java.util.HashSet;
import java.util.Set;
import seco.InputException;

/**
 * An accuracy, a recall or another measured number, with the card that says how it came about.
 *
 * @param metric what was measured
 * @param value of it
 * @param card protocol, data and network
 */
public record Score(String metric, double value, Card card) {
  /** The code that measured; numbers of several versions may be compared. */
  public static final String COMMIT = "commit";

  /** What the cards of two networks, judged in the same way, may say differently. */
  public static final Set<String> OF_THE_NETWORK =
      Set.of(
          "encoder",
          "start",
          "preset",
          "tasks",
          "seed",
          "kind",
          "network",
          "trainedOn",
          "trainedOnVideos",
          COMMIT);

  /** What the cards of runs on data sets that differ by their seed alone may say differently. */
  public static final Set<String> OF_THE_VIDEOS = Set.of("train", "trainList", "test", "testList");

  /**
   * By how much this is above another network's number of the same protocol and data.
   *
   * @throws InputException naming every field in which the protocols or data differ
   */
  public double above(Score other) {
    requireLike(other, OF_THE_NETWORK);
    return value - other.value;
  }

  /**
   * Requires a number of another network and of data of another seed to stand in one column with
   * this one.
   *
   * @throws InputException naming every field in which the protocols differ
   */
  public void requireSameProtocol(Score other) {
    Set<String> aside = new HashSet<>(OF_THE_NETWORK);
    aside.addAll(OF_THE_VIDEOS);
    requireLike(other, aside);
  }

  private void requireLike(Score other, Set<String> aside) {
    if (!metric.equals(other.metric)) {
      throw new InputException(metric + " and " + other.metric + " cannot be compared");
    }
    card.requireLike(other.card, aside, metric + " of two protocols cannot be compared");
  }
}
