package seco.finetune;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import seco.InputException;
import seco.run.Settings;

class FineTuningConfigTest {
  @ParameterizedTest
  @ValueSource(strings = {"paper", "desk", "smoke"})
  void settings_areReadAsTheyWereWritten(String preset) {
    FineTuningConfig config = FineTuningConfig.preset(preset);
    assertEquals(config, Settings.fromJson(config.toJson(), FineTuningConfig.class, "text"));
  }

  @Test
  void paper_isTheAuthorsSetting() {
    FineTuningConfig paper = FineTuningConfig.paper();
    assertEquals(7, paper.frames().segments());
    assertEquals(0.9, paper.dropout());
    assertEquals(256, paper.descent().videosPerStep());
    assertEquals(256, paper.testPixels());
    assertEquals(LearningNorms.FIRST, paper.norms());
  }

  @Test
  void testSquares_areAsLargeAsThePatches_exceptAtThePapersSizeAndInOlderRuns() {
    FineTuningConfig desk = FineTuningConfig.desk();
    assertEquals(48, desk.testPixels());
    String older = desk.toJson().replaceAll("\\s*\"testRatio\": 1.0,", "");
    assertFalse(older.contains("testRatio"));
    FineTuningConfig read = Settings.fromJson(older, FineTuningConfig.class, "text");
    assertEquals(55, read.testPixels());
    assertEquals(256, desk.with(Map.of("frames.pixels", 256)).testPixels());
  }

  @Test
  void rate_fallsAtTheDrops() {
    DescentConfig descent = FineTuningConfig.paper().descent();
    assertEquals(0.001, descent.rate(0));
    assertEquals(0.001, descent.rate(49));
    assertEquals(0.0001, descent.rate(50), 1e-12);
    assertEquals(0.0001, descent.rate(99), 1e-12);
    assertEquals(0.00001, descent.rate(100), 1e-12);
    assertEquals(0.00001, descent.rate(149), 1e-12);
  }

  @ParameterizedTest
  @CsvSource({
    "dropout, 1, dropout",
    "classes, 1, two at least",
    "frames.segments, 0, segments 0",
    "frames.pixels, 8, patches of 8",
    "frames.testRatio, 0, test ratio 0",
    "descent.batchSize, 0, batch of 0",
    "descent.momentum, 0, momentum 0",
    "descent.largestNorm, 0, largest norm 0",
    "descent.epochs, 0, epochs 0",
    "descent.learningRate, -1, learning rate",
    "norms, NONE, choose of"
  })
  void value_outOfRange_isRefused(String path, String value, String part) {
    InputException e =
        assertThrows(InputException.class, () -> FineTuningConfig.desk().with(Map.of(path, value)));
    assertTrue(e.getMessage().contains(part), e.getMessage());
  }

  @Test
  void drops_thatDoNotRise_areRefused() {
    assertThrows(
        InputException.class,
        () -> FineTuningConfig.desk().with(Map.of("descent.drops", List.of(5, 5))));
    assertThrows(InputException.class, () -> FineTuningConfig.preset("other"));
  }
}
