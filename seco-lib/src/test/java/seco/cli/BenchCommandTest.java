package seco.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import seco.bench.EngineThreads;
import seco.video.Frame;
import seco.video.Pictures;

final class BenchCommandTest {
  @TempDir Path folder;

  @Test
  void step_small_saysTimeMemoryAndItsSettings() {
    JsonObject json =
        bench("step --depth 18 --pixels 32 --batch 4 --memory 24 --steps 3 --warmup 1");

    BenchResults.requireTimes(json, "step", 3, 1);
    BenchResults.requireSettings(json, "depth 18, pixels 32, batch 4, memory 24");
    assertTrue(json.get("loss").getAsDouble() > 0, json.toString());
  }

  @Test
  void loss_ofRandomUnitRows_isThatOfChance() {
    JsonObject json = bench("loss --batch 8 --memory 512 --steps 4 --warmup 0");

    BenchResults.requireTimes(json, "loss", 4, 0);
    BenchResults.requireSettings(json, "batch 8, memory 512");
    // Similarities of random rows in 128 dimensions deviate by 10 / sqrt(128) = 0.88 from 0:
    // log of 512 terms of mean e^(0.88^2 / 2) is 6.6, and a positive is 0 on average.
    assertEquals(6.6, json.get("loss").getAsDouble(), 1);
  }

  @Test
  void features_small_countsFrames() {
    JsonObject json = bench("features --depth 18 --pixels 32 --batch 3 --steps 2 --warmup 1");

    BenchResults.requireTimes(json, "features", 2, 1);
    BenchResults.requireSettings(json, "depth 18, pixels 32, batch 3");
    double seconds = json.get("seconds_median").getAsDouble();
    assertEquals(3 / seconds, json.get("frames_per_second").getAsDouble(), 1e-6 / seconds);
  }

  @Test
  void track_small_saysWhatTheLoopTakesBesideItsNetwork() {
    JsonObject json =
        bench("track --depth 18 --trunk 4 --width 64 --height 48 --steps 1 --warmup 1");

    BenchResults.requireTimes(json, "track", 1, 1);
    BenchResults.requireSettings(json, "depth 18, trunk 4, width 64, height 48");
    double loop = json.get("frames_per_second").getAsDouble();
    double network = json.get("network_frames_per_second").getAsDouble();
    assertEquals(1 / json.get("seconds_median").getAsDouble(), loop, 1e-6 * loop);
    assertEquals(network / loop - 1, json.get("overhead_share").getAsDouble(), 1e-6);
  }

  @Test
  void svm_small_saysItsObjective() {
    JsonObject json =
        bench("svm --samples 60 --dimension 16 --classes 3 --steps 2 --warmup 0 --normalise");

    BenchResults.requireTimes(json, "svm", 2, 0);
    BenchResults.requireSettings(json, "samples 60, dim 16, classes 3, cost 1, tolerance 1e-6");
    assertTrue(json.get("normalise").getAsBoolean());
    double objective = json.get("objective").getAsDouble();
    assertTrue(objective > 0 && objective < 60 * 3, "below that of zero weights: " + objective);
  }

  @Test
  void svm_rectified_saysStepsAndAccuracy() {
    JsonObject json =
        bench(
            "svm --samples 300 --dimension 64 --classes 3 --rectified --spread 0.5 --steps 1"
                + " --warmup 0");

    BenchResults.requireSettings(json, "spread 0.5");
    assertTrue(json.get("rectified").getAsBoolean());
    assertTrue(json.get("solver_steps").getAsDouble() >= 1);
    assertTrue(json.get("relative_gradient").getAsDouble() <= 1e-6);
    double top1 = json.get("top1").getAsDouble();
    assertTrue(top1 > 0.5 && top1 <= 1, "of three classes well apart: " + top1);
  }

  @Test
  void retrieval_small_countsProducts() {
    JsonObject json =
        bench(
            "retrieval --queries 40 --gallery 60 --dimension 16 --neighbours 5 --steps 2"
                + " --warmup 0");

    BenchResults.requireTimes(json, "retrieval", 2, 0);
    BenchResults.requireSettings(json, "queries 40, gallery 60, dim 16, neighbours 5");
    double seconds = json.get("seconds_median").getAsDouble();
    double rate = json.get("gigaproducts_per_second").getAsDouble();
    assertEquals(40 * 60 * 16 / 1e9 / seconds, rate, 1e-6 * rate);
  }

  @Test
  void pipeline_onTwoThreads_countsImages() throws IOException {
    writePictures(folder.resolve("some/more"));
    JsonObject json =
        bench("pipeline --images DIR --pixels 32 --count 90 --threads 2 --steps 3 --warmup 1");

    BenchResults.requireTimes(json, "pipeline", 3, 1);
    BenchResults.requireSettings(json, "images 90, pixels 32, threads 2");
    assertEquals("loader", json.get("colour").getAsString());
    double seconds = json.get("seconds_median").getAsDouble();
    assertEquals(90 / seconds, json.get("images_per_second").getAsDouble(), 1e-6 / seconds);
    assertTrue(json.get("images_per_cpu_second").getAsDouble() > 0, json.toString());
  }

  @Test
  void pipeline_coloursByTheEngine_countsImages() throws IOException {
    writePictures(folder);
    JsonObject json =
        bench("pipeline --images DIR --pixels 32 --count 40 --colour device --steps 2 --warmup 0");

    BenchResults.requireTimes(json, "pipeline", 2, 0);
    BenchResults.requireSettings(json, "images 40, pixels 32");
    assertEquals("device", json.get("colour").getAsString());
    assertTrue(json.get("images_per_cpu_second").getAsDouble() > 0, json.toString());
  }

  @Test
  void update_small_movesTheSlowEncoderAndSaysHowFarBehindItIs() {
    JsonObject json = bench("update --depth 18 --steps 2 --warmup 1");

    BenchResults.requireTimes(json, "update", 2, 1);
    BenchResults.requireSettings(json, "depth 18");
    // The gradient is the parameters' start, so that three steps at rate 0.03 with momentum 0.9
    // take 0.03 (3 + 2 0.9 + 0.81) = 17 % of it away; the slow encoder follows by thousandths.
    assertEquals(0.1683 / (1 - 0.1683), json.get("distance").getAsDouble(), 1e-3);
  }

  @Test
  void video_small_countsFrames() {
    JsonObject json = bench("video --width 160 --height 120 --frames 120 --steps 2 --warmup 0");

    BenchResults.requireTimes(json, "video", 2, 0);
    BenchResults.requireSettings(json, "width 160, height 120, frames 120, threads 1");
    double seconds = json.get("seconds_median").getAsDouble();
    assertEquals(120 / seconds, json.get("frames_per_second").getAsDouble(), 1e-6 / seconds);
    assertTrue(json.get("frames_per_cpu_second").getAsDouble() > 0, json.toString());
  }

  @Test
  void checkpoint_ofAKnownStep_saysTheShareOfItsStall() throws IOException {
    JsonObject json =
        bench(
            "checkpoint --depth 18 --memory 3000 --every 50 --step-seconds 0.5 --steps 2 --warmup 1"
                + " --folder DIR");

    BenchResults.requireTimes(json, "checkpoint", 2, 1);
    BenchResults.requireSettings(json, "depth 18, memory 3000, every 50, step_seconds 0.5");
    double seconds = json.get("seconds_median").getAsDouble();
    double mebibytes = json.get("mib").getAsDouble();
    assertEquals(seconds / (50 * 0.5), json.get("stall_share").getAsDouble(), 1e-9 * seconds);
    assertEquals(mebibytes / seconds, json.get("write_mib_per_second").getAsDouble(), 1e-6);
    double read = json.get("read_seconds_median").getAsDouble();
    assertEquals(mebibytes / read, json.get("read_mib_per_second").getAsDouble(), 1e-6);
    // ResNet-18, three heads and the classifier are 12.16 million numbers, kept three times.
    assertEquals(3 * 12.16e6 * 4 / (1 << 20) + 3000 * 128 * 4.0 / (1 << 20), mebibytes, 1);
    requireEmpty(folder);
  }

  @Test
  void checkpoint_withoutAStepsTime_measuresIt() {
    JsonObject json =
        bench(
            "checkpoint --depth 18 --pixels 32 --batch 2 --memory 12 --steps 1 --warmup 0"
                + " --folder DIR");

    BenchResults.requireSettings(json, "pixels 32, batch 2, every 500");
    double step = json.get("step_seconds").getAsDouble();
    double stall = json.get("seconds_median").getAsDouble() / (500 * step);
    assertEquals(stall, json.get("stall_share").getAsDouble(), 1e-9);
  }

  @Test
  void store_small_countsVideos() {
    JsonObject json =
        bench("store --videos 3 --pixels 32 --frames 4 --threads 2 --steps 2 --warmup 1");

    BenchResults.requireTimes(json, "store", 2, 1);
    BenchResults.requireSettings(json, "videos 3, pixels 32, frames 4, threads 2");
    double seconds = json.get("seconds_median").getAsDouble();
    assertEquals(3 / seconds, json.get("videos_per_second").getAsDouble(), 1e-6 / seconds);
  }

  @Test
  void pictures_drawnOnce_areJpegsOfTheirSizeAndLeftAsTheyAre() throws IOException {
    Path pictures = folder.resolve("pictures");
    JsonObject first = bench("pictures --out DIR/pictures --width 48 --height 32 --count 9");
    byte[] before = Files.readAllBytes(pictures.resolve("00008.jpg"));
    JsonObject second = bench("pictures --out DIR/pictures --width 64 --height 32 --count 2");

    assertTrue(first.get("written").getAsBoolean());
    assertFalse(second.get("written").getAsBoolean());
    try (Stream<Path> files = Files.list(pictures)) {
      assertEquals(9, files.count());
    }
    assertArrayEquals(before, Files.readAllBytes(pictures.resolve("00008.jpg")));
    try (Mat picture = Pictures.decodeJpeg(before, 1, "00008.jpg")) {
      assertEquals(List.of(48, 32), List.of(picture.cols(), picture.rows()));
    }
  }

  private static void requireEmpty(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(List.of(), files.toList());
    }
  }

  @Test
  void pipeline_afterwards_leavesTheEngineItsThreads() throws IOException {
    writePictures(folder);
    int before = EngineThreads.current();

    var unused = bench("pipeline --images DIR --pixels 16 --count 40 --steps 1 --warmup 0");

    assertEquals(before, EngineThreads.current());
  }

  @Test
  void threads_whenTheEngineHasStartedWithOthers_areRefused() {
    int current = EngineThreads.current();
    String property = System.getProperty("ai.djl.pytorch.num_threads", "");
    Outcome same =
        BenchWords.run("loss --batch 2 --memory 8 --steps 1 --threads " + current, folder);
    Outcome other =
        BenchWords.run("loss --batch 2 --memory 8 --steps 1 --threads " + (current + 1), folder);

    assertEquals(0, same.code(), same.err());
    assertEquals(current, same.json().get("threads").getAsInt());
    assertEquals(2, other.code());
    assertEquals(1, other.err().lines().count(), other.err());
    String said = "--threads: " + (current + 1) + ": the engine of this process runs with";
    assertTrue(other.err().contains(said), other.err());
    assertEquals(property, System.getProperty("ai.djl.pytorch.num_threads", ""));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void threads_ofAProcessOfItsOwn_areThoseAskedFor(int threads) throws Exception {
    List<String> command =
        Outcome.command(
            Main.class,
            "bench",
            "loss",
            "--batch",
            2,
            "--memory",
            8,
            "--steps",
            1,
            "--threads",
            threads,
            "--json");

    Outcome outcome = Outcome.ofProcess(command);

    assertEquals(0, outcome.code(), outcome.err());
    assertEquals(threads, outcome.json().get("threads").getAsInt());
  }

  @Test
  void result_forPeople_isOneSentence() {
    Outcome outcome = Outcome.of("bench", "loss", "--batch", 2, "--memory", 8, "--steps", 2);

    assertEquals(0, outcome.code(), outcome.err());
    assertEquals(1, outcome.out().lines().count(), outcome.out());
    assertTrue(outcome.out().startsWith("loss: "), outcome.out());
    assertTrue(outcome.out().contains("median of 2 rounds"), outcome.out());
    assertTrue(outcome.out().contains("batch 2, memory 8"), outcome.out());
  }

  private JsonObject bench(String words) {
    Outcome outcome = BenchWords.run(words, folder);
    assertEquals(0, outcome.code(), outcome.err());
    return outcome.json();
  }

  /** A few pictures of different sizes. */
  private static void writePictures(Path folder) throws IOException {
    Files.createDirectories(folder);
    for (int number = 0; number < 3; number++) {
      int width = 60 + 70 * number;
      byte[] rgb = new byte[3 * width * 50];
      for (int i = 0; i < rgb.length; i++) {
        rgb[i] = (byte) (i * (number + 1) / 50);
      }
      byte[] jpeg = Pictures.encodeJpeg(new Frame(width, 50, rgb), 90);
      Files.write(folder.resolve("picture" + number + (number == 0 ? ".JPG" : ".jpg")), jpeg);
    }
  }
}
