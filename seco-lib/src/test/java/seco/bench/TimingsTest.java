package seco.bench;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import seco.InputException;

final class TimingsTest {
  @Test
  void quantiles_ofFourRounds_lieBetweenThem() {
    Timings timings = new Timings(new double[] {8, 2, 4, 1}, 0);

    assertEquals(3, timings.median());
    assertEquals(1, timings.quantile(0));
    assertEquals(1.75, timings.quantile(0.25));
    assertEquals(5, timings.quantile(0.75));
    assertEquals(8, timings.quantile(1));
    assertEquals(8, timings.seconds()[0], "the rounds keep their order");
  }

  @Test
  void quantiles_ofASingleRound_areThatRound() {
    Timings timings = new Timings(new double[] {2}, 0);

    assertEquals(2, timings.quantile(0.25));
    assertEquals(2, timings.median());
  }

  @Test
  void quantile_outsideOfZeroToOne_isRefused() {
    Timings timings = new Timings(new double[] {2}, 0);

    assertThrows(IllegalArgumentException.class, () -> timings.quantile(1.1));
    assertThrows(IllegalArgumentException.class, () -> timings.quantile(Double.NaN));
    assertThrows(IllegalArgumentException.class, () -> new Timings(new double[0], 0));
  }

  @Test
  void rounds_withWarmup_doAllAndTimeTheLast() throws IOException {
    List<Integer> done = new ArrayList<>();
    List<Long> told = new ArrayList<>();

    Timings timings = new Rounds(2, 3).time(done::add, (at, total) -> told.add(10 * at + total));

    assertEquals(List.of(0, 1, 2, 3, 4), done);
    assertEquals(List.of(15L, 25L, 35L, 45L, 55L), told);
    assertEquals(3, timings.rounds());
    assertTrue(timings.quantile(0) >= 0 && timings.processorSeconds() >= 0);
  }

  @Test
  void rounds_withoutAny_areRefused() {
    assertThrows(InputException.class, () -> new Rounds(1, 0));
    assertThrows(InputException.class, () -> new Rounds(-1, 1));
  }

  @Test
  void seconds_ofARound_areThoseOfItsWork() throws IOException {
    Timings timings = new Rounds(0, 1).time(round -> sleep(), (at, total) -> {});

    assertArrayEquals(new double[] {timings.median()}, timings.seconds());
    assertTrue(timings.median() >= 0.05, "at least the 50 ms slept: " + timings.median());
  }

  private static void sleep() throws IOException {
    try {
      Thread.sleep(51);
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }
}
