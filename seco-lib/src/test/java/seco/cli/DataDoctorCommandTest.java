package seco.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import seco.run.Hashes;

final class DataDoctorCommandTest {
  @TempDir Path folder;

  private Outcome doctor(Path videos, Object... more) {
    List<Object> words = new ArrayList<>(List.of("data", "doctor", videos));
    words.addAll(List.of("--report", folder.resolve("out/report.json")));
    words.addAll(Arrays.asList(more));
    return Outcome.of(words.toArray());
  }

  private Path videos() throws IOException {
    Path videos = Files.createDirectories(folder.resolve("videos"));
    for (String name : List.of("clap", "wave")) {
      Path from = SmallLab.lab().resolve("videos").resolve(name).resolve("train-00001.mp4");
      Path source = Files.exists(from) ? from : SmallLab.video();
      Files.createDirectories(videos.resolve(name));
      Files.copy(source, videos.resolve(name).resolve("a.mp4"));
    }
    Files.writeString(videos.resolve("wave/notes.txt"), "no video");
    return videos;
  }

  @Test
  void report_countsEveryFileInOkOrFlagged() throws IOException {
    Outcome outcome = doctor(videos(), "--json");

    assertEquals(0, outcome.code(), outcome.err());
    JsonObject result = outcome.json();
    assertEquals(3, result.get("videos").getAsInt());
    assertEquals(2, result.get("ok").getAsInt());
    assertEquals(1, result.get("flagged").getAsInt());
    Path report = Path.of(result.get("report").getAsString());
    JsonObject written = JsonParser.parseString(Files.readString(report)).getAsJsonObject();
    assertEquals(
        written.get("videos").getAsInt(),
        written.get("ok").getAsInt() + written.getAsJsonArray("flagged").size());
    JsonObject flagged = written.getAsJsonArray("flagged").get(0).getAsJsonObject();
    assertEquals("wave/notes.txt", flagged.get("file").getAsString());
    assertEquals("not-a-video", flagged.get("verdict").getAsString());
    assertEquals("not a video", flagged.get("detail").getAsString());
    Path clean = folder.resolve("out/report.clean.txt");
    assertEquals(clean.toString(), result.get("cleanList").getAsString());
    assertEquals("clap/a.mp4 12 0\nwave/a.mp4 12 1\n", Files.readString(clean));
    assertEquals(Hashes.ofFile(clean), written.get("cleanListSha256").getAsString());
    Path table = folder.resolve("out/report.videos.csv");
    assertEquals(Hashes.ofFile(table), written.get("tableSha256").getAsString());
    assertEquals(4, Files.readAllLines(table).size());
  }

  @Test
  void unpackedVideos_areExamined_butNotTheNotesOfUnpacking() throws IOException {
    Path archive = folder.resolve("a.zip");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(archive))) {
      zip.putNextEntry(new ZipEntry("clap/a.mp4"));
      zip.write(Files.readAllBytes(videos().resolve("clap/a.mp4")));
    }
    Path unpacked = folder.resolve("unpacked");
    Outcome outcome = Outcome.of("data", "unpack", archive, "--to", unpacked);
    assertEquals(0, outcome.code(), outcome.err());
    assertTrue(Files.isDirectory(unpacked.resolve(".seco-unpack")));

    JsonObject result = doctor(unpacked, "--json").json();

    assertEquals(1, result.get("videos").getAsInt());
    assertEquals(1, result.get("ok").getAsInt());
  }

  @Test
  void tableOfAQuickLook_makesNoList() throws IOException {
    assertEquals(0, doctor(videos(), "--quick").code());
    Path table = folder.resolve("out/report.videos.csv");
    Path lists = folder.resolve("lists");

    Outcome outcome = Outcome.of("data", "list", "folders", "--videos", table, "--out", lists);

    assertEquals(2, outcome.code());
    assertTrue(outcome.err().contains(table + ", line 2: "), outcome.err());
    assertTrue(outcome.err().contains("without --quick"), outcome.err());
    assertFalse(Files.exists(lists));
  }

  @Test
  void cleanList_makesAFrameStore() throws IOException {
    Path videos = videos();
    assertEquals(0, doctor(videos).code());

    Outcome store =
        Outcome.of(
            "frames",
            "--list",
            folder.resolve("out/report.clean.txt"),
            "--root",
            videos,
            "--out",
            folder.resolve("store"),
            "--json");

    assertEquals(0, store.code(), store.err());
    assertEquals(24, store.json().get("frames").getAsInt());
  }

  @Test
  void words_sayTheClassesAndWhatWasFound() throws IOException {
    Path videos = videos();

    Outcome outcome = doctor(videos);

    assertEquals(0, outcome.code(), outcome.err());
    List<String> lines = outcome.out().lines().toList();
    assertTrue(lines.get(0).startsWith("videos: shorter edge usually 64 pixels"), outcome.out());
    assertTrue(lines.get(1).matches("class +present +ok +other +.*frames +minutes"), lines.get(1));
    assertEquals(
        videos
            + ": 2 of 3 files ok, 1 not-a-video; "
            + folder.resolve("out/report.json")
            + ", clean list "
            + folder.resolve("out/report.clean.txt"),
        lines.get(lines.size() - 1));
  }

  @Test
  void badWords_areRefusedAndLeaveNothing() throws IOException {
    Path videos = videos();
    Path list = Files.writeString(folder.resolve("report.clean.txt"), "clap/a.mp4 12 0\n");
    for (Outcome outcome :
        List.of(
            doctor(folder.resolve("none")),
            doctor(Files.createDirectories(folder.resolve("empty"))),
            doctor(videos, "--workers", 0),
            doctor(videos, "--least", 0),
            doctor(videos, "--video-seconds", -1),
            doctor(videos, "--list", folder.resolve("no.txt")),
            Outcome.of(
                "data",
                "doctor",
                videos,
                "--list",
                list,
                "--report",
                folder.resolve("report.json")))) {
      assertEquals(2, outcome.code(), outcome.err());
      assertEquals(1, outcome.err().lines().count(), outcome.err());
    }
    assertFalse(Files.exists(folder.resolve("out")));
    assertEquals("clap/a.mp4 12 0\n", Files.readString(list));
  }
}
