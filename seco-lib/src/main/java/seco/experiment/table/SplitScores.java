package seco.experiment.table;

import java.util.ArrayList;
import java.util.List;
import seco.InputException;
import seco.experiment.SplitMean;
import seco.run.Score;

/** The numbers of a cell from those of its splits: each split's under a name of its own. */
final class SplitScores {
  private static final int SPLITS = 3;

  private SplitScores() {}

  /**
   * Each split's number, and {@code top1}: the mean of the three official ones, or the number of
   * videos without splits.
   *
   * @param official whether the videos have official splits
   * @param column of the message
   * @throws InputException if official videos do not say their split
   */
  static List<Score> of(List<Score> splits, boolean official, String column) {
    List<Score> all = new ArrayList<>();
    for (Score score : splits) {
      String split = score.card().get("split").orElse("");
      if (split.isEmpty() && official) {
        throw new InputException(
            column
                + ": the lists of its stores have no cards that say the split; seco data list"
                + " makes them");
      }
      all.add(
          split.isEmpty()
              ? score
              : new Score(score.metric() + "Split" + split, score.value(), score.card()));
    }
    if (splits.size() == SPLITS) {
      all.add(SplitMean.of(splits));
    }
    return all;
  }
}
