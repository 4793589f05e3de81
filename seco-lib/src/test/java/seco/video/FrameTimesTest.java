package seco.video;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class FrameTimesTest {
  private static FrameTimes regular(int frames) {
    FrameTimes times = new FrameTimes(25);
    for (int i = 0; i < frames; i++) {
      times.add(i / 25.0);
    }
    return times;
  }

  @Test
  void regularFrames_haveNoHole() {
    assertEquals(0, regular(100).hole());
    assertEquals(0, regular(1).hole());
    assertEquals(0, regular(0).hole());
  }

  @Test
  void missingFrames_areAHole() {
    FrameTimes times = regular(50);
    for (int i = 80; i < 120; i++) {
      times.add(i / 25.0);
    }
    assertEquals(31 / 25.0, times.hole(), 1e-9);
  }

  @Test
  void aFewMissingFrames_areNone() {
    FrameTimes times = regular(50);
    times.add(60 / 25.0);
    assertEquals(0, times.hole());
  }

  @Test
  void framesAtIrregularTimes_haveNoHole() {
    FrameTimes times = new FrameTimes(25);
    for (int i = 0; i < 40; i++) {
      times.add(i * i / 25.0);
    }
    assertEquals(0, times.hole());
  }

  @Test
  void framesWithoutTime_areIgnored() {
    FrameTimes times = new FrameTimes(0);
    times.add(Double.NaN);
    times.add(1);
    times.add(Double.NaN);
    assertEquals(0, times.hole());
  }
}
