package seco.pretrain;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import seco.run.Timing;

class RecordedTest {
  /** A step of one number. */
  private record Number(double value) {}

  private record Numbers(List<Number> steps, List<Timing> timings) implements Recorded<Number> {}

  private static final Numbers FOUR =
      new Numbers(
          List.of(new Number(5), new Number(1), new Number(Double.NaN), new Number(3)),
          List.of(Timing.of(2, 1.5, 0), Timing.of(3, 2.5, 0)));

  @Test
  void recent_stepsWithoutTheNumber_stayOut() {
    assertEquals(2, FOUR.recent(3, Number::value));
    assertEquals(3, FOUR.recent(99, Number::value));
    assertEquals(Double.NaN, FOUR.recent(0, Number::value));
  }

  @Test
  void values_areOfEveryStep() {
    assertArrayEquals(new double[] {5, 1, Double.NaN, 3}, FOUR.values(Number::value));
  }

  @Test
  void seconds_ofLostTimings_countAsTheOthers() {
    assertEquals(8, FOUR.seconds());
  }
}
