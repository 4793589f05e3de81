package seco.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import seco.run.Seeds;
import seco.video.DamagedVideoException;
import seco.video.RealData;
import seco.video.VideoReader;

/**
 * Two hundred randomly damaged copies of real clips through doctor and decoder, each in a process
 * of its own, so that a crash of native code is a failure of this test and not its end.
 */
@Tag("slow")
final class DamagedCopiesTest {
  private static final int COPIES = 200;
  private static final String[] KINDS = {"flipped", "header", "truncated", "zeroed"};
  private static final Seeds SEEDS = new Seeds(6);

  @TempDir Path folder;

  /** Makes the copies: {@code videos/flipped/000.mp4}. */
  private void makeCopies() throws IOException {
    Path csv = RealData.require("clips/frames.csv");
    List<String> rows = Files.readAllLines(csv);
    for (int i = 0; i < COPIES; i++) {
      String clip = rows.get(1 + i % (rows.size() - 1)).split(",", -1)[0];
      String kind = KINDS[i / (rows.size() - 1) % KINDS.length];
      byte[] bytes = Files.readAllBytes(csv.resolveSibling(clip));
      String name = "%03d%s".formatted(i, clip.substring(clip.lastIndexOf('.')));
      Path copy = folder.resolve("videos").resolve(kind).resolve(name);
      Files.createDirectories(copy.getParent());
      Files.write(copy, damaged(bytes, kind, SEEDS.stream("damage", i)));
    }
  }

  private static byte[] damaged(byte[] bytes, String kind, RandomGenerator random) {
    switch (kind) {
      case "flipped" -> flip(bytes, bytes.length, 1 << random.nextInt(8), random);
      case "header" -> flip(bytes, Math.min(4096, bytes.length), 1 << random.nextInt(5), random);
      case "truncated" -> {
        return Arrays.copyOf(bytes, 1 + random.nextInt(bytes.length - 1));
      }
      default -> {
        int from = random.nextInt(bytes.length);
        int count = 1 << (4 + random.nextInt(14));
        Arrays.fill(bytes, from, Math.min(bytes.length, from + count), (byte) 0);
      }
    }
    return bytes;
  }

  private static void flip(byte[] bytes, int within, int count, RandomGenerator random) {
    for (int k = 0; k < count; k++) {
      bytes[random.nextInt(within)] ^= (byte) (1 + random.nextInt(255));
    }
  }

  /** Decodes every file that is named on the command line and prints what came of it. */
  static final class Decoding {
    private Decoding() {}

    public static void main(String[] files) {
      PrintStream out = System.out;
      for (String file : files) {
        try (VideoReader reader = VideoReader.open(Path.of(file))) {
          while (reader.next() != null) {
            // every picture is made
          }
          out.println(file + "\t" + reader.decodedFrames() + "\t" + reader.damagedFrames());
        } catch (DamagedVideoException e) {
          out.println(file + "\t" + e.verdict().word() + "\t-");
        }
      }
    }
  }

  @Test
  @Timeout(value = 1800, unit = TimeUnit.SECONDS)
  void damagedCopies_areJudgedOneByOne_andThoseJudgedOkDecode()
      throws IOException, InterruptedException {
    makeCopies();
    Path report = folder.resolve("report.json");
    Path videos = folder.resolve("videos");

    Outcome doctor =
        Outcome.ofProcess(
            Outcome.command(
                Main.class, "data", "doctor", videos, "--report", report, "--video-seconds", 120));

    assertEquals(0, doctor.code(), doctor.err());
    JsonObject found = JsonParser.parseString(Files.readString(report)).getAsJsonObject();
    Set<String> flagged = new HashSet<>();
    for (JsonElement one : found.getAsJsonArray("flagged")) {
      JsonObject video = one.getAsJsonObject();
      assertFalse(video.get("verdict").getAsString().isEmpty());
      assertFalse(video.get("detail").getAsString().isEmpty());
      assertTrue(flagged.add(video.get("file").getAsString()), "named twice");
    }
    assertEquals(COPIES, found.get("videos").getAsInt());
    assertEquals(COPIES, found.get("ok").getAsInt() + flagged.size());
    assertFalse(found.getAsJsonObject("verdicts").has("timed-out"), doctor.out());
    Map<String, String> decoded = decode(videos);
    for (String line : Files.readAllLines(folder.resolve("report.clean.txt"))) {
      String[] parts = line.split(" ", -1);
      assertEquals(parts[1] + "\t0", decoded.get(videos.resolve(parts[0]).toString()), parts[0]);
    }
  }

  /** What the decoder says of every copy. */
  private static Map<String, String> decode(Path videos) throws IOException, InterruptedException {
    List<Path> files;
    try (var walk = Files.walk(videos)) {
      files = walk.filter(Files::isRegularFile).sorted().toList();
    }
    Outcome outcome = Outcome.ofProcess(Outcome.command(Decoding.class, files.toArray()));
    assertEquals(0, outcome.code(), outcome.err());
    Map<String, String> decoded = new HashMap<>();
    for (String line : outcome.out().lines().toList()) {
      int tab = line.indexOf('\t');
      decoded.put(line.substring(0, tab), line.substring(tab + 1));
    }
    assertEquals(COPIES, decoded.size());
    return decoded;
  }
}
