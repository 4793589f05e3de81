package seco.pretrain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import seco.InputException;
import seco.pretrain.OptimizationConfig.Unit;

class ScheduleTest {
  @Test
  void rate_warmUpThenCosine_byHand() {
    Schedule schedule = new Schedule(0.1, 0.01, 10, 110);
    assertEquals(0.001, schedule.rate(0), 1e-12, "a hundredth");
    assertEquals(0.0505, schedule.rate(5), 1e-12, "halfway from 0.001 to 0.1");
    assertEquals(0.1, schedule.rate(10), 1e-12, "the highest");
    assertEquals(0.01 + 0.09 * (1 + Math.sqrt(0.5)) / 2, schedule.rate(35), 1e-12, "a quarter");
    assertEquals(0.055, schedule.rate(60), 1e-12, "half of the cosine");
    assertEquals(0.01, schedule.rate(110), 1e-12, "the end, which no step reaches");
  }

  @Test
  void rate_noWarmUp_startsAtTheHighestAndFalls() {
    Schedule schedule = new Schedule(0.2, 0, 0, 400);
    assertEquals(0.2, schedule.rate(0));
    for (int step = 1; step < 400; step++) {
      assertTrue(schedule.rate(step) < schedule.rate(step - 1), "step " + step);
    }
    assertTrue(schedule.rate(399) > 0);
  }

  @Test
  void of_epochs_areTimesTheirSteps() {
    Schedule epochs = Schedule.of(config(Unit.EPOCHS, 400, 5), 7);
    assertEquals(new Schedule(0.1, 0, 35, 2800), epochs);
    assertEquals(new Schedule(0.1, 0, 5, 400), Schedule.of(config(Unit.STEPS, 400, 5), 7));
  }

  @Test
  void withSteps_epochs_warmUpTakesAtMostATenth() {
    OptimizationConfig config = config(Unit.EPOCHS, 400, 5);
    assertEquals(config(Unit.STEPS, 2000, 50), config.withSteps(2000, 10));
    assertEquals(config(Unit.STEPS, 200, 20), config.withSteps(200, 10));
    assertEquals(config(Unit.STEPS, 9, 0), config.withSteps(9, 10));
    assertEquals(config(Unit.STEPS, 1, 0), config.withSteps(1, 10));
  }

  @Test
  void withSteps_steps_keepTheirWarmUp() {
    assertEquals(config(Unit.STEPS, 1000, 30), config(Unit.STEPS, 800, 30).withSteps(1000, 10));
  }

  @Test
  void config_outOfRange_isRefused() {
    refused("batch of 1: batch norm needs at least 2", () -> config(1, 0.1, 0, 0.9, 10, 1));
    refused("learning rate from 0.0 to 0.0: must fall, above 0", () -> config(8, 0, 0, 0.9, 10, 1));
    refused(
        "learning rate from 0.1 to 0.2: must fall, above 0", () -> config(8, 0.1, 0.2, 0.9, 10, 1));
    refused(
        "SGD momentum 1.0, weight decay 1.0E-4: out of range", () -> config(8, 0.1, 0, 1, 10, 1));
    refused(
        "length 10 with warm-up 10: needs 0 <= warm-up < length",
        () -> config(8, 0.1, 0, 0.9, 10, 10));
    refused(
        "length 0 with warm-up 0: needs 0 <= warm-up < length", () -> config(8, 0.1, 0, 0.9, 0, 0));
  }

  private static void refused(
      String message, org.junit.jupiter.api.function.Executable executable) {
    assertEquals(message, assertThrows(InputException.class, executable).getMessage());
  }

  private static OptimizationConfig config(Unit unit, int length, int warmup) {
    return new OptimizationConfig(8, 0.1, 0, 0.9, 1e-4, unit, length, warmup);
  }

  private static OptimizationConfig config(
      int batch, double rate, double last, double momentum, int length, int warmup) {
    return new OptimizationConfig(batch, rate, last, momentum, 1e-4, Unit.STEPS, length, warmup);
  }
}
