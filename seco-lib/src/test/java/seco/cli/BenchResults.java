package seco.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;

/** What every result of a timed stage holds. */
final class BenchResults {
  private static final double LIKELY_PEAK_MIB = 64; // the engine alone takes more

  private BenchResults() {}

  static void requireTimes(JsonObject json, String stage, int steps, int warmup) {
    assertEquals(stage, json.get("stage").getAsString());
    requireSettings(json, "steps " + steps + ", warmup " + warmup + ", rounds " + steps);
    assertTrue(json.get("threads").getAsInt() >= 1, json.toString());
    double least = json.get("seconds_min").getAsDouble();
    double lower = json.get("seconds_lower_quartile").getAsDouble();
    double median = json.get("seconds_median").getAsDouble();
    double upper = json.get("seconds_upper_quartile").getAsDouble();
    assertTrue(0 < least && least <= lower && lower <= median && median <= upper, json.toString());
    requirePeak(json);
  }

  /** Outside Linux the peak is not known. */
  private static void requirePeak(JsonObject json) {
    if (Files.isReadable(Path.of("/proc/self/status"))) {
      assertTrue(json.get("peak_mib").getAsDouble() > LIKELY_PEAK_MIB, json.toString());
    } else {
      assertTrue(json.get("peak_mib").isJsonNull(), json.toString());
    }
  }

  /** Settings as in {@code depth 18, pixels 32}. */
  static void requireSettings(JsonObject json, String settings) {
    for (String setting : settings.split(", ")) {
      String name = setting.substring(0, setting.indexOf(' '));
      double value = Double.parseDouble(setting.substring(name.length() + 1));
      assertEquals(value, json.get(name).getAsDouble(), name + " in " + json);
    }
  }
}
