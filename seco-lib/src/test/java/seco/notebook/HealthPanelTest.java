package seco.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import seco.display.Palette;
import seco.display.Panel;
import seco.display.Png;
import seco.loss.Task;
import seco.pretrain.Health;
import seco.pretrain.PretrainConfig;
import seco.pretrain.Step;
import seco.pretrain.TrainingRecord;
import seco.run.Timing;

class HealthPanelTest {
  private static final int CHART = 250 * Png.CHART_DENSITY; // height
  private static final int HEADING = 34 * Png.CHART_DENSITY;

  @Test
  void health_wholeRun_drawsEveryTask() {
    BufferedImage image = draw(record(PretrainConfig.desk(), 400, true));
    for (Palette colour : List.of(Palette.BLUE, Palette.VERMILLION, Palette.GREEN)) {
      assertTrue(holds(image, colour, 0), "accuracy, " + colour);
      assertTrue(holds(image, colour, 2), "share of the gradient, " + colour);
    }
    assertTrue(holds(image, Palette.BLUE, 1), "rank, age and distance");
  }

  @Test
  void health_nothingRecorded_isSaidAndNotDrawn() {
    BufferedImage image = draw(record(PretrainConfig.smoke(), 12, false));
    assertTrue(holds(image, Palette.BLUE, 0), "the accuracy is there");
    assertFalse(holds(image, Palette.BLUE, 1), "neither rank nor age nor distance");
    assertFalse(holds(image, Palette.GREEN, 2), "no share of the gradient");
  }

  @Test
  void health_frames_hasOneTask() {
    PretrainConfig frames = PretrainConfig.desk().withTasks(Set.of(Task.FRAMES));
    BufferedImage image = draw(record(frames, 400, true));
    assertTrue(holds(image, Palette.BLUE, 0) && holds(image, Palette.BLUE, 2));
    assertFalse(holds(image, Palette.GREEN, 0) || holds(image, Palette.GREEN, 2));
  }

  @Test
  void health_oneStepOrNone_isAPanelToo() {
    draw(record(PretrainConfig.smoke(), 1, true));
    draw(record(PretrainConfig.smoke(), 0, true));
  }

  private BufferedImage draw(TrainingRecord record) {
    Panel panel = TrainingCharts.health(record);
    assertEquals("panel of 9 charts: Health of the contrast, step by step", panel.toString());
    return panel.image();
  }

  /** Whether a row of charts has a pixel of a colour. */
  private static boolean holds(BufferedImage image, Palette colour, int row) {
    int top = HEADING + row * CHART;
    for (int y = top; y < top + CHART; y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        if (image.getRGB(x, y) == colour.colour().getRGB()) {
          return true;
        }
      }
    }
    return false;
  }

  private static TrainingRecord record(PretrainConfig config, int count, boolean known) {
    Random random = new Random(1);
    List<Step> steps = new ArrayList<>();
    List<Timing> timings = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double part = i / (double) count;
      double noise = random.nextGaussian() / 20;
      Health health =
          new Health(
              1.2 - part,
              -0.5 - 2 * part,
              4 + 12 * part,
              Math.min(i, 1),
              0.05 * part,
              0.6,
              0.3,
              0.1);
      steps.add(
          new Step(
              i,
              0.1,
              6,
              3,
              0.6 * part + noise * part,
              2,
              0.4 + 0.4 * part,
              1,
              0.5 + noise,
              3 - part,
              known ? health : Health.UNKNOWN));
      timings.add(new Timing(i, 0.1, 0.01, known ? 0.1 + noise : Double.NaN));
    }
    return new TrainingRecord(config, steps, timings);
  }
}
