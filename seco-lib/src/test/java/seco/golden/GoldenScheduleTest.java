package seco.golden;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import seco.pretrain.OptimizationConfig;
import seco.pretrain.Schedule;

@Tag("golden")
class GoldenScheduleTest {
  @TestFactory
  Stream<DynamicTest> rates_ofTheAuthors() {
    return Golden.cases("seco_schedule.json").stream()
        .map(c -> DynamicTest.dynamicTest(c.get("epochs") + " epochs", () -> check(c)));
  }

  private static void check(JsonObject c) {
    OptimizationConfig config =
        new OptimizationConfig(
            2,
            c.get("base_lr").getAsDouble(),
            c.get("eta_min").getAsDouble(),
            0.9,
            1e-4,
            OptimizationConfig.Unit.EPOCHS,
            c.get("epochs").getAsInt(),
            c.get("warmup_epochs").getAsInt());
    Schedule schedule = Schedule.of(config, c.get("steps_per_epoch").getAsInt());
    for (Map.Entry<String, JsonElement> rate : c.getAsJsonObject("lr_at_step").entrySet()) {
      Golden.assertClose(
          "rate at step " + rate.getKey(),
          rate.getValue().getAsDouble(),
          schedule.rate(Long.parseLong(rate.getKey())),
          1e-6);
    }
  }
}
