package seco.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class LiveProgressTest {
  @Test
  void at_manyCallsAtOnce_showsOnePlaceWithFirstAndLast() {
    RecordingScreen screen = new RecordingScreen();
    LiveProgress progress = new LiveProgress(screen, "videos");
    for (int done = 1; done <= 2000; done++) {
      progress.at(done, 2000);
    }
    assertEquals(1, screen.places.size());
    int updates = screen.places.get(0).size();
    assertTrue(updates <= 4, updates + " updates within a moment");
    assertEquals("videos: 1 of 2,000", screen.places.get(0).get(0));
    assertTrue(screen.last(0).toString().startsWith("videos: 2,000 of 2,000 · "));
  }

  @Test
  void duration_isInWords() {
    assertEquals("59 s", Pace.duration(59.4));
    assertEquals("3 min 20 s", Pace.duration(200));
    assertEquals("2 h 5 min", Pace.duration(7500));
  }

  @Test
  void describe_tellsRateAndRemainingTime() {
    assertEquals("8.0 steps/s · 10 s left", Pace.describe("steps", 80, 160, 10));
    assertEquals("16 steps/s", Pace.describe("steps", 160, 160, 10));
    assertEquals("", Pace.describe("steps", 0, 160, 10));
  }
}
