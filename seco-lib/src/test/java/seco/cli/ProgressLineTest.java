package seco.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class ProgressLineTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream err = new PrintStream(bytes, true, StandardCharsets.UTF_8);
  private final AtomicLong clock = new AtomicLong();

  private void run(ProgressLine line, int total, double secondsEach) {
    for (int done = 1; done <= total; done++) {
      clock.addAndGet((long) (secondsEach * 1e9));
      line.at(done, total);
    }
  }

  private String shown() {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void longWork_withoutTerminal_showsALineAtEveryTenth() {
    ProgressLine line = new ProgressLine(err, false, "videos", 0, clock::get);
    run(line, 200, 2);
    line.finish();

    List<String> lines = shown().lines().toList();
    assertEquals(10, lines.size(), shown());
    assertEquals("20 of 200 videos, 0.500/s, 6:00 left", lines.get(0));
    assertEquals("200 of 200 videos, 0.500/s, took 6:40", lines.get(9));
  }

  @Test
  void shortWork_withoutTerminal_showsOnlyItsEnd() {
    ProgressLine line = new ProgressLine(err, false, "videos", 0, clock::get);
    run(line, 100, 0.05);
    assertEquals("", shown());
    line.finish();
    assertEquals("100 of 100 videos, 20.0/s, took 0:05\n", shown());
  }

  @Test
  void work_onATerminal_overwritesOneLine() {
    ProgressLine line = new ProgressLine(err, true, "steps", 0, clock::get);
    run(line, 50, 1);
    line.finish();

    assertEquals(1, shown().chars().filter(c -> c == '\n').count());
    assertTrue(shown().contains("\r25 of 50 steps, 1.0/s, 0:25 left"), shown());
  }

  @Test
  void workThatGoesOn_rate_leavesOutWhatWasDoneBefore() {
    ProgressLine line = new ProgressLine(err, false, "steps", 100, clock::get);
    line.at(100, 200);
    clock.set(20_000_000_000L);
    line.at(120, 200);

    assertEquals("120 of 200 steps, 1.0/s, 1:20 left\n", shown());
  }
}
