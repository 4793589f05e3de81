package seco.experiment.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import seco.InputException;
import seco.run.Card;
import seco.run.Score;

final class SplitScoresTest {
  private static Score of(int split, double value) {
    return new Score("top1", value, Card.EMPTY.with("data", "UCF101").with("split", split));
  }

  @Test
  void threeSplits_haveNamesOfTheirOwn_andAMean() {
    List<Score> all = SplitScores.of(List.of(of(1, 0.5), of(2, 0.25), of(3, 0.75)), true, "ucf101");
    assertEquals(
        List.of("top1Split1", "top1Split2", "top1Split3", "top1"),
        all.stream().map(Score::metric).toList());
    assertEquals(0.5, all.get(3).value());
  }

  @Test
  void oneSplit_isNoNumberOfTheCell_butVideosWithoutSplitsAre() {
    List<Score> one = SplitScores.of(List.of(of(1, 0.5)), true, "ucf101");
    assertEquals(List.of("top1Split1"), one.stream().map(Score::metric).toList());
    Score lab = new Score("top1", 0.5, Card.EMPTY.with("data", "lab"));
    assertEquals(List.of(lab), SplitScores.of(List.of(lab), false, "ucf101"));
  }

  @Test
  void officialVideos_withoutASplit_areRefused() {
    Score bare = new Score("top1", 0.5, Card.EMPTY);
    InputException e =
        assertThrows(InputException.class, () -> SplitScores.of(List.of(bare), true, "hmdb51"));
    assertTrue(
        e.getMessage().contains("hmdb51: the lists of its stores have no cards"), e.getMessage());
  }
}
