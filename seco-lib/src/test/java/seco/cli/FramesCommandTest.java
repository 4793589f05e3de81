package seco.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FramesCommandTest {
  @TempDir Path folder;

  private Outcome frames(Path list, Path root, Object... more) {
    List<Object> words = new ArrayList<>(List.of("frames", "--list", list, "--root", root));
    words.addAll(List.of("--out", folder.resolve("new/store")));
    words.addAll(Arrays.asList(more));
    return Outcome.of(words.toArray());
  }

  private Path list(String... lines) throws IOException {
    return Files.write(folder.resolve("list.txt"), List.of(lines));
  }

  private void assertRefused(Outcome outcome, String... parts) {
    assertEquals(2, outcome.code(), outcome.err());
    assertEquals(1, outcome.err().lines().count(), outcome.err());
    for (String part : parts) {
      assertTrue(outcome.err().contains(part), outcome.err());
    }
    assertFalse(Files.exists(folder.resolve("new")), "a refused command makes nothing");
  }

  @ParameterizedTest
  @CsvSource({
    "missing.mp4 12 0, missing.mp4: no such file",
    "whole.mp4 twelve 0, 'twelve'",
    "whole.mp4 0 0, '0'",
    "whole.mp4 12 wave, 'wave'",
    "whole.mp4 12 -1, '-1'",
    "whole.mp4, whole.mp4",
    "whole.mp4 13 0, 'says 13 frames, the decoder finds 12'",
    "whole.mp4 11 0, 'says 11 frames, the decoder finds 12'",
    "empty.mp4 12 0, empty.mp4: the file is empty",
    "text.mp4 12 0, text.mp4: not a video",
    "cut.mp4 12 0, cut.mp4: the video's header",
  })
  void wrongLine_isRefused_namingFileLineAndValue(String wrong, String complaint)
      throws IOException {
    makeVideos();
    Path list = list("whole.mp4 12 0", wrong);

    assertRefused(frames(list, folder), list + ", line 2: ", complaint);
  }

  private void makeVideos() throws IOException {
    byte[] video = Files.readAllBytes(SmallLab.video());
    Files.write(folder.resolve("whole.mp4"), video);
    Files.write(folder.resolve("with blanks in it.mp4"), video);
    Files.write(folder.resolve("cut.mp4"), Arrays.copyOf(video, video.length / 2));
    Files.write(folder.resolve("empty.mp4"), new byte[0]);
    Files.writeString(folder.resolve("text.mp4"), "this is not a video\n");
  }

  @Test
  void damagedVideos_withReport_areFlaggedAndTheOthersStored() throws IOException {
    makeVideos();
    Path list =
        list(
            "whole.mp4 12 0",
            "",
            "missing.mp4 12 1",
            "cut.mp4 12 0",
            "empty.mp4 12 0",
            "text.mp4 12 0",
            "with blanks in it.mp4 12 3",
            "whole.mp4 10 0");
    Path report = folder.resolve("reports/damage.json");

    Outcome outcome = frames(list, folder, "--skip-damaged", report, "--json");

    assertEquals(0, outcome.code(), outcome.err());
    assertEquals(2, outcome.json().get("videos").getAsInt());
    assertEquals(24, outcome.json().get("frames").getAsInt());
    assertEquals(5, outcome.json().get("omitted").getAsInt());
    assertEquals(report.toString(), outcome.json().get("report").getAsString());
    Path clean = Path.of(outcome.json().get("cleanList").getAsString());
    assertEquals(folder.resolve("reports/damage.clean.txt"), clean);
    assertEquals("whole.mp4 12 0\nwith blanks in it.mp4 12 3\n", Files.readString(clean));
    JsonObject content = JsonParser.parseString(Files.readString(report)).getAsJsonObject();
    assertEquals(7, content.get("videos").getAsInt());
    assertEquals(2, content.get("ok").getAsInt());
    assertEquals(
        List.of(
            "missing.mp4 3 missing",
            "cut.mp4 4 damaged-header",
            "empty.mp4 5 empty",
            "text.mp4 6 not-a-video",
            "whole.mp4 8 count-mismatch"),
        flagged(content.getAsJsonArray("flagged")));
  }

  private static List<String> flagged(JsonArray videos) {
    List<String> flagged = new ArrayList<>();
    for (int i = 0; i < videos.size(); i++) {
      JsonObject video = videos.get(i).getAsJsonObject();
      assertFalse(video.get("detail").getAsString().isEmpty());
      flagged.add(
          video.get("file").getAsString()
              + " "
              + video.get("line").getAsInt()
              + " "
              + video.get("verdict").getAsString());
    }
    return flagged;
  }

  @Test
  void cleanList_isAcceptedWithoutReport() throws IOException {
    makeVideos();
    Path list = list("whole.mp4 12 0", "empty.mp4 12 1");
    assertEquals(0, frames(list, folder, "--skip-damaged", folder.resolve("r.json")).code());

    Outcome outcome =
        Outcome.of(
            "frames",
            "--list",
            folder.resolve("r.clean.txt"),
            "--root",
            folder,
            "--out",
            folder.resolve("clean"));

    assertEquals(0, outcome.code(), outcome.err());
  }

  @Test
  void storeWithOmissions_withoutReport_isRefused() throws IOException {
    makeVideos();
    Path list = list("whole.mp4 12 0", "empty.mp4 12 1");
    assertEquals(0, frames(list, folder, "--skip-damaged", folder.resolve("r.json")).code());

    Outcome outcome = frames(list, folder);

    assertEquals(2, outcome.code());
    assertTrue(outcome.err().contains("line 2"), outcome.err());
    assertTrue(outcome.err().contains("empty.mp4"), outcome.err());
  }

  @Test
  void onlyDamagedVideos_areRefused() throws IOException {
    makeVideos();
    Path report = folder.resolve("r.json");

    assertRefused(
        frames(list("empty.mp4 12 0", "no.mp4 12 0"), folder, "--skip-damaged", report),
        "every video of the list is damaged");
    assertFalse(Files.exists(report));
  }

  @Test
  void secondCall_ofTheSameStore_leavesItAsItIs() throws IOException {
    Outcome first = frames(SmallLab.list(), SmallLab.lab(), "--json", "--frames", 3, "--edge", 32);
    Outcome second = frames(SmallLab.list(), SmallLab.lab(), "--json", "--frames", 3, "--edge", 32);

    assertEquals(0, second.code(), second.err());
    assertEquals(first.json(), second.json());
    assertEquals(3 * SmallLab.VIDEOS, second.json().get("frames").getAsInt());
  }

  @Test
  void sameList_ofOtherVideos_isRefused() throws IOException {
    makeVideos();
    Path list = list("whole.mp4 12 0");
    assertEquals(0, frames(list, folder).code());
    Path other = Files.createDirectories(folder.resolve("other"));
    Files.copy(SmallLab.lab().resolve("videos/clap/train-00001.mp4"), other.resolve("whole.mp4"));

    Outcome outcome = frames(list, other);

    assertEquals(2, outcome.code());
    assertTrue(outcome.err().contains("other videos"), outcome.err());
  }

  @Test
  void append_decodesTheNewVideosOnly_andVerifyAndRepairKeepItSound() throws IOException {
    makeVideos();
    Path store = folder.resolve("new/store");
    assertEquals(0, frames(list("whole.mp4 12 0"), folder).code());
    Path longer = list("whole.mp4 12 0", "with blanks in it.mp4 12 1");

    assertEquals(2, frames(longer, folder).code(), "another list needs --append");
    Outcome appended = frames(longer, folder, "--append", "--json");

    assertEquals(0, appended.code(), appended.err());
    assertEquals(24, appended.json().get("frames").getAsInt());
    Outcome sound = Outcome.of("frames", "--verify", store, "--json");
    assertEquals(0, sound.code(), sound.err());
    assertEquals(appended.json().get("sha256"), sound.json().get("sha256"));
    Files.delete(store.resolve("shard-00000.jpgs"));
    Outcome damaged = Outcome.of("frames", "--verify", store);
    assertEquals(2, damaged.code());
    assertTrue(damaged.err().contains("shard-00000.jpgs: missing"), damaged.err());
    assertTrue(damaged.err().contains("1 of 1 shards are damaged"), damaged.err());
    Outcome repaired =
        Outcome.of(
            "frames", "--verify", store, "--repair", "--list", longer, "--root", folder, "--json");
    assertEquals(0, repaired.code(), repaired.err());
    assertEquals(1, repaired.json().get("repaired").getAsInt());
    assertEquals(0, Outcome.of("frames", "--verify", store).code());
  }

  @ParameterizedTest
  @CsvSource({
    "--verify s --out t, --verify s: makes no store",
    "--verify s --append, --verify s: makes no store",
    "--verify s --repair, '--list'",
    "--verify s --repair --list l, '--root'",
    "--repair --list l --root r --out o, --repair: is a part of --verify",
    "--list l --root r, '--out'",
  })
  void optionsThatDoNotFitTogether_areRefused(String words, String complaint) {
    List<Object> all = new ArrayList<>(List.of("frames"));
    all.addAll(List.of(words.split(" ")));
    assertRefused(Outcome.of(all.toArray()), complaint);
  }

  @Test
  void target_underAFile_isRefused() throws IOException {
    Files.writeString(folder.resolve("new"), "a file");

    Outcome outcome = frames(SmallLab.list(), SmallLab.lab());

    assertEquals(2, outcome.code());
    assertTrue(outcome.err().contains("is not a folder"), outcome.err());
    assertEquals("a file", Files.readString(folder.resolve("new")));
  }

  @Test
  void fullDisk_leavesNothingAtTheTarget_andTheCommandGoesOn()
      throws IOException, InterruptedException {
    Path store = folder.resolve("store");
    Object[] command = {
      "frames", "--list", SmallLab.list(), "--root", SmallLab.lab(), "--out", store, "--workers", 1
    };
    List<String> limited = new ArrayList<>(List.of("bash", "-c", "ulimit -f 64; exec \"$@\"", "x"));
    limited.addAll(Outcome.command(Main.class, command));

    Outcome outcome = Outcome.ofProcess(limited);

    assertEquals(1, outcome.code(), outcome.err());
    List<String> words = outcome.err().lines().toList();
    assertTrue(words.get(words.size() - 1).contains("shard-00000.jpgs"), outcome.err());
    assertFalse(Files.exists(store));
    assertEquals(0, Outcome.of(command).code());
    assertTrue(Files.exists(store.resolve("manifest.json")));
    assertFalse(Files.exists(folder.resolve("store.partial")));
  }
}
