package seco.experiment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import seco.InputException;
import seco.run.Card;
import seco.run.RunRecord;
import seco.run.RunRecords;
import seco.run.Score;

class FineTuningRecordsTest {
  private static RunRecord row(
      String network, long seed, String metric, double value, String... said) {
    Card card = Card.EMPTY.with("views", "25 x 1").with("train", "videos " + seed);
    for (int i = 0; i < said.length; i += 2) {
      card = card.with(said[i], said[i + 1]);
    }
    return new RunRecord(network, seed, new Score(metric, value, card));
  }

  private static FineTuningRecords of(RunRecord... rows) {
    return new FineTuningRecords(new RunRecords(List.of(rows)));
  }

  @Test
  void interval_isOverSeeds_andDifferencesArePaired() {
    FineTuningRecords records =
        of(
            row("random", 1, "top1", 0.2, "norms", "ALL", "start", "random"),
            row("random", 2, "top1", 0.6, "norms", "ALL", "start", "random"),
            row("tuned", 2, "top1", 0.7, "norms", "FIRST", "start", "12ab"),
            row("tuned", 1, "top1", 0.5, "norms", "FIRST", "start", "34cd"));
    assertEquals(0.4, records.interval("random", "top1").mean(), 1e-12);
    assertEquals(0.2 * 12.7062, records.interval("random", "top1").halfWidth(), 1e-3); // t, 1 d.f.
    assertArrayEquals(new double[] {0.1, 0.3}, records.above("tuned", "random", "top1"), 1e-12);
  }

  @Test
  void curve_isTheMeanOverSeeds() {
    FineTuningRecords records =
        of(
            row("a", 1, "top1", 0.2),
            row("a", 1, "loss@0", 2),
            row("a", 1, "loss@1", 1),
            row("a", 2, "top1", 0.2),
            row("a", 2, "loss@0", 4),
            row("a", 2, "loss@1", 2));
    assertArrayEquals(new double[] {3, 1.5}, records.curve("a", "loss"), 1e-12);
    assertEquals(0, records.curve("a", "trainingTop1").length);
  }

  @Test
  void numbersThatDoNotBelongTogether_areRefused() {
    RunRecord one = row("a", 1, "top1", 0.2);
    refused("of no fine-tuning", row("a", 1, "loss@0", 2));
    refused("views", one, row("b", 1, "top1", 0.2, "views", "20 x 16"));
    FineTuningRecords records =
        of(one, row("b", 2, "top1", 0.2), row("c", 1, "top1", 0.3, "train", "others"));
    InputException seed = assertThrows(InputException.class, () -> records.above("b", "a", "top1"));
    assertEquals("top1 of b, seed 2: a has none of that seed", seed.getMessage());
    InputException videos =
        assertThrows(InputException.class, () -> records.above("c", "a", "top1"));
    assertTrue(videos.getMessage().contains("train 'others' and 'videos 1'"), videos.getMessage());
  }

  private static void refused(String part, RunRecord... rows) {
    InputException e = assertThrows(InputException.class, () -> of(rows));
    assertTrue(e.getMessage().contains(part), e.getMessage());
  }
}
