package seco.experiment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import seco.InputException;
import seco.Paper;
import seco.run.Card;
import seco.run.Score;

/**
 * The mean over the three official splits of a data set, which is another number than that of the
 * first split.
 */
@Paper(section = "Action Recognition and Untrimmed Activity Recognition", table = 3)
public final class SplitMean {
  private static final String SPLIT = "split";

  /** What the numbers of several splits may say differently. */
  private static final Set<String> OF_THE_SPLIT =
      Set.of(
          SPLIT,
          "train",
          "trainList",
          "trainRows",
          "test",
          "testList",
          "testRows",
          "steps",
          FrozenNetwork.ENCODER,
          Score.COMMIT);

  private SplitMean() {}

  /**
   * The mean of the numbers of splits 1, 2 and 3.
   *
   * @throws InputException if they are not these, or differ in anything but the split
   */
  public static Score of(List<Score> scores) {
    List<Score> sorted = new ArrayList<>(scores);
    sorted.sort(Comparator.comparing(SplitMean::split));
    List<String> splits = sorted.stream().map(SplitMean::split).toList();
    if (!splits.equals(List.of("1", "2", "3"))) {
      throw new InputException(
          "splits %s: a mean of splits needs one result each of 1, 2 and 3".formatted(splits));
    }
    Score first = sorted.get(0);
    double sum = 0;
    for (Score score : sorted) {
      if (!score.metric().equals(first.metric())) {
        throw new InputException(first.metric() + " and " + score.metric() + " have no mean");
      }
      String what = "split 1 and split %s have no mean".formatted(split(score));
      first.card().requireLike(score.card(), OF_THE_SPLIT, what);
      sum += score.value();
    }
    Card card = first.card().without(OF_THE_SPLIT).with(SPLIT, "mean of 1, 2, 3");
    return new Score(first.metric(), sum / sorted.size(), card);
  }

  private static String split(Score score) {
    return score.card().get(SPLIT).orElse("");
  }
}
