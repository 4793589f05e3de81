package seco.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The timed stages of networks for clips. */
final class BenchClipsTest {
  @TempDir private Path folder = Path.of("");

  private JsonObject bench(String words) {
    Outcome outcome = BenchWords.run(words, folder);
    assertEquals(0, outcome.code(), outcome.err());
    return outcome.json();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " --gradients"})
  void clips_small_areTimedInBothLayouts(String back) {
    String sizes = "--network r3d --width 2 --frames 8 --pixels 32 --batch 3";
    JsonObject json = bench("clips " + sizes + " --steps 1 --warmup 1" + back);

    BenchResults.requireTimes(json, "clips", 1, 1);
    BenchResults.requireSettings(json, "width 2, frames 8, pixels 32, batch 3");
    assertEquals("r3d", json.get("network").getAsString());
    assertEquals(!back.isEmpty(), json.get("gradients").getAsBoolean());
    double last = json.get("clips_per_second").getAsDouble();
    double first = json.get("channels_first_clips_per_second").getAsDouble();
    assertEquals(first / last, json.get("share_of_channels_first").getAsDouble(), 1e-6);
  }

  @Test
  void loading_ofTheLabsVideos_isTimedWithKeptFrames_andDecodedAnew() {
    JsonObject json =
        bench("loading --preset smoke --videos 8 --pixels 48 --frames 12 --steps 1 --warmup 1");

    BenchResults.requireTimes(json, "loading", 1, 1);
    BenchResults.requireSettings(
        json, "videos 8, pixels 48, frames 12, batch 8, clip_frames 8, crop 32");
    double kept = json.get("clips_per_second").getAsDouble();
    double decoded = json.get("decoding_clips_per_second").getAsDouble();
    assertEquals(decoded / kept, json.get("share_of_decoding").getAsDouble(), 1e-6);
  }

  @Test
  void loading_ofFewerVideosThanABatch_isRefused() {
    Outcome outcome = BenchWords.run("loading --preset paper --videos 8", folder);
    assertEquals(2, outcome.code());
    assertTrue(outcome.err().contains("8 videos do not fill a batch of 64"), outcome.err());
  }
}
