package seco.video;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import seco.InputException;
import seco.run.Hashes;
import seco.run.Progress;

/** A folder in which one thing after the other is wrong. */
class DoctorTest {
  @TempDir Path folder;

  private Path video(String name, int frames) throws IOException {
    return TestVideos.write(folder.resolve(name), frames, 64, 48);
  }

  private void makeTwoClasses() throws IOException {
    video("clap/a.mp4", 20);
    video("clap/b.mp4", 21);
    video("wave/a.mp4", 22);
    video("wave/b.mp4", 23);
  }

  private DoctorReport examine(DoctorConfig config, String... lines) throws IOException {
    VideoList list = null;
    if (lines.length > 0) {
      Path file = folder.resolveSibling(folder.getFileName() + ".txt");
      list = VideoList.read(Files.write(file, List.of(lines)));
    }
    DoctorReport report = new Doctor(folder, list, config).examine(2, Progress.SILENT);
    ClassCounts total = report.total();
    assertEquals(report.videos().size(), report.sound().size() + report.flagged().size());
    assertEquals(report.sound().size(), total.ok());
    assertEquals(total.files(), report.classes().stream().mapToInt(ClassCounts::files).sum());
    assertEquals(
        total.files() - total.ok(),
        total.missing()
            + total.notListed()
            + total.corrupt()
            + total.tooShort()
            + total.duplicates()
            + total.other());
    return report;
  }

  private DoctorReport examine() throws IOException {
    return examine(DoctorConfig.standard());
  }

  /** {@code file verdict} of each file that is left out. */
  private static List<String> flagged(DoctorReport report) {
    report.flagged().forEach(video -> assertFalse(video.detail().isEmpty(), video.file()));
    return report.flagged().stream().map(v -> v.file() + " " + v.word()).toList();
  }

  private static List<String> clean(DoctorReport report) {
    VideoList clean = report.clean();
    assertNotNull(clean);
    return clean.text().lines().toList();
  }

  @Test
  void soundFolder_isListedWithLabelsInTheClassesOrder() throws IOException {
    makeTwoClasses();

    DoctorReport report = examine();

    assertEquals(List.of(), flagged(report));
    assertEquals(
        List.of("clap/a.mp4 20 0", "clap/b.mp4 21 0", "wave/a.mp4 22 1", "wave/b.mp4 23 1"),
        clean(report));
    assertEquals(Hashes.ofText(String.join("\n", clean(report)) + "\n"), report.cleanSha256());
    ExaminedVideo first = report.videos().get(0);
    assertEquals(Hashes.ofFile(folder.resolve("clap/a.mp4")), first.sha256());
    assertEquals(Files.size(folder.resolve("clap/a.mp4")), first.bytes());
    assertEquals("64 x 48", first.width() + " x " + first.height());
    assertEquals(24, first.rate(), 0.001);
    assertEquals(20 / 24.0, first.seconds(), 0.001);
    assertEquals(new DoctorReport.Usual(48, 24), report.usual());
  }

  @Test
  void everythingWrong_isNamedAndTheOthersAreListed() throws IOException, InterruptedException {
    makeTwoClasses();
    Path sound = folder.resolve("clap/a.mp4");
    Files.createFile(folder.resolve("clap/empty.mp4"));
    Files.copy(sound, folder.resolve("clap/same.mp4"));
    Files.copy(sound, folder.resolve("wave/same.mp4"));
    Files.writeString(folder.resolve("wave/notes.txt"), "no video");
    Files.copy(folder.resolve("wave/b.mp4"), folder.resolve("wave/picture.jpg"));
    Files.writeString(folder.resolve("wave/.DS_Store"), "hidden");
    video("wave/.hidden/a.mp4", 5);
    Files.writeString(folder.resolve("wave/.seco.txt"), "hidden, but not this program's");
    TestVideos.cut(sound, folder.resolve("clap/cut.mp4"), 0.5);
    TestVideos.writeAudio("mp4", folder.resolve("clap/tone.mp4"));
    video("clap/two.mp4", 2);
    video("clap/line\nbreak.mp4", 9);
    video("stray.mp4", 8);
    assertEquals(0, new ProcessBuilder("mkfifo", "" + folder.resolve("pipe")).start().waitFor());
    Files.createSymbolicLink(folder.resolve("clap/nowhere.mp4"), folder.resolve("none.mp4"));

    DoctorReport report = examine();

    assertEquals(
        List.of(
            "clap/cut.mp4 damaged-header",
            "clap/empty.mp4 empty",
            "clap/line\\u000abreak.mp4 bad-name",
            "clap/nowhere.mp4 unreadable",
            "clap/same.mp4 duplicate",
            "clap/tone.mp4 no-video-stream",
            "clap/two.mp4 too-short",
            "pipe unreadable",
            "stray.mp4 no-class",
            "wave/.DS_Store not-a-video",
            "wave/.hidden not-a-video",
            "wave/.seco.txt not-a-video",
            "wave/notes.txt not-a-video",
            "wave/picture.jpg duplicate",
            "wave/same.mp4 duplicate-of-other-class"),
        flagged(report));
    assertEquals(
        List.of("clap/a.mp4 20 0", "clap/b.mp4 21 0", "wave/a.mp4 22 1", "wave/b.mp4 23 1"),
        clean(report));
    String detail = report.flagged().get(4).detail();
    assertEquals("the same bytes as clap/a.mp4", detail);
  }

  @Test
  @Timeout(60)
  void linksInACircle_endAndAreNamed() throws IOException {
    makeTwoClasses();
    Files.createSymbolicLink(folder.resolve("clap/self"), folder.resolve("clap/self"));
    Files.createSymbolicLink(folder.resolve("clap/up"), folder);
    Files.createSymbolicLink(folder.resolve("wave/root"), folder.getParent());
    Files.createSymbolicLink(folder.resolve("other"), folder.resolve("wave"));

    DoctorReport report = examine();

    assertEquals(
        List.of(
            "clap/self unreadable",
            "clap/up not-a-video",
            "other not-a-video",
            "wave/root not-a-video"),
        flagged(report));
    assertEquals(4, report.sound().size());
  }

  @Test
  void linkToAFolderElsewhere_isEntered(@TempDir Path elsewhere) throws IOException {
    makeTwoClasses();
    TestVideos.write(elsewhere.resolve("c.mp4"), 11, 64, 48);
    Files.createSymbolicLink(folder.resolve("turn"), elsewhere);

    assertTrue(clean(examine()).contains("turn/c.mp4 11 1"));
  }

  @Test
  void list_saysWhatIsMissingAndWhatIsNotInIt() throws IOException {
    makeTwoClasses();

    DoctorReport report =
        examine(
            DoctorConfig.standard(),
            "wave/b.mp4 23 7",
            "clap/a.mp4 20 3",
            "clap/none.mp4 20 3",
            "wave/a.mp4 21 7");

    assertEquals(
        List.of("clap/b.mp4 not-listed", "clap/none.mp4 missing", "wave/a.mp4 count-mismatch"),
        flagged(report));
    assertEquals(List.of("wave/b.mp4 23 7", "clap/a.mp4 20 3"), clean(report));
    assertTrue(
        report.flagged().get(2).detail().equals("the list says 21 frames, the decoder finds 22"));
  }

  @Test
  void list_thatNamesAFileTwiceOrAnotherFolder_isRefused() throws IOException {
    makeTwoClasses();
    DoctorConfig config = DoctorConfig.standard();
    InputException twice =
        assertThrows(
            InputException.class, () -> examine(config, "clap/a.mp4 20 0", "clap/./a.mp4 20 0"));
    assertTrue(twice.getMessage().contains("line 2: clap/./a.mp4 stands in line 1"));
    InputException outside =
        assertThrows(InputException.class, () -> examine(config, "clap/../../a.mp4 20 0"));
    assertTrue(outside.getMessage().contains("line 1: clap/../../a.mp4: lies outside"));
  }

  @Test
  void folderWithoutVideo_isRefused() throws IOException {
    Files.writeString(folder.resolve("notes.txt"), "no video");
    Files.createFile(folder.resolve("empty.mp4"));
    InputException e = assertThrows(InputException.class, this::examine);
    assertEquals(folder + ": holds no video", e.getMessage());
    Doctor absent = new Doctor(folder.resolve("none"), null, DoctorConfig.standard());
    assertThrows(InputException.class, () -> absent.examine(1, Progress.SILENT));
  }

  @Test
  void oddSizeAndRate_areRemarksAndStrictlyFlags() throws IOException {
    makeTwoClasses();
    TestVideos.write(folder.resolve("clap/large.mp4"), 20, 128, 96);
    TestVideos.write(folder.resolve("clap/tall.mp4"), 20, 48, 64);

    ClassCounts counts = examine().classes().get(0);
    DoctorReport strict = examine(new DoctorConfig(false, 3, 0, true));

    assertEquals("clap", counts.className());
    assertEquals(1, counts.oddSize());
    assertEquals(0, counts.oddRate());
    assertEquals(4, counts.ok());
    assertEquals(List.of("clap/large.mp4 odd-size"), flagged(strict));
    assertEquals("shorter edge 96 pixels, usual here is 48", strict.flagged().get(0).detail());
  }

  @Test
  void shortVideos_areFlaggedBelowTheLeastAndCountedBelowAClip() throws IOException {
    makeTwoClasses();
    video("clap/c.mp4", 10);

    assertEquals(1, examine().classes().get(0).belowClip());
    DoctorReport report = examine(new DoctorConfig(false, 21, 0, false));
    assertEquals(List.of("clap/a.mp4 too-short", "clap/c.mp4 too-short"), flagged(report));
    assertEquals("20 frames, fewer than 21", report.flagged().get(0).detail());
  }

  @Test
  void quick_readsHeadersAndFindsCopiesOfTheSameSize() throws IOException {
    makeTwoClasses();
    Files.copy(folder.resolve("clap/a.mp4"), folder.resolve("wave/same.mp4"));
    TestVideos.cut(folder.resolve("clap/b.mp4"), folder.resolve("clap/cut.mp4"), 0.5);

    DoctorReport report = examine(new DoctorConfig(true, 3, 0, false));

    assertEquals(
        List.of("clap/cut.mp4 damaged-header", "wave/same.mp4 duplicate-of-other-class"),
        flagged(report));
    assertEquals(null, report.clean());
    assertEquals(20, report.videos().get(0).frames());
    assertEquals("", report.videos().get(1).sha256(), "of a size that no other file has");
  }

  @Test
  void videoThatTakesTooLong_isNamed() throws IOException {
    makeTwoClasses();
    DoctorReport report = examine(new DoctorConfig(false, 3, 1e-9, false));
    assertEquals(4, report.verdicts().get(Verdict.TIMED_OUT));
    assertEquals(List.of(), clean(report));
  }

  @Test
  void interruptedDoctor_endsWithAnException() throws IOException {
    makeTwoClasses();
    Thread.currentThread().interrupt();
    assertThrows(IOException.class, () -> examine());
    assertTrue(Thread.interrupted());
  }

  @Test
  void nothingOfTheFolder_isChanged() throws IOException {
    makeTwoClasses();
    List<String> before = tree();
    examine();
    assertEquals(before, tree());
  }

  private List<String> tree() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.map(file -> file + " " + file.toFile().lastModified()).sorted().toList();
    }
  }
}
