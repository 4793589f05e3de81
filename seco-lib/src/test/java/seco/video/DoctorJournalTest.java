package seco.video;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import seco.InputException;
import seco.run.Progress;

/** A doctor that is interrupted or called again. */
class DoctorJournalTest {
  private static final int VIDEOS = 6;

  @TempDir Path folder;
  private Path videos = Path.of("");
  private DoctorFiles files = new DoctorFiles(Path.of("r.json"));

  @BeforeEach
  void makeVideos() throws IOException {
    videos = folder.resolve("videos");
    for (int i = 0; i < VIDEOS; i++) {
      TestVideos.write(videos.resolve("clap/" + i + ".mp4"), 10 + i, 64, 48);
    }
    files = new DoctorFiles(folder.resolve("reports/first.json"));
  }

  private DoctorReport examine(DoctorConfig config, Progress progress) throws IOException {
    return new Doctor(videos, null, config).examine(files, 1, progress);
  }

  private DoctorReport examine() throws IOException {
    return examine(DoctorConfig.standard(), Progress.SILENT);
  }

  private long journalLines() throws IOException {
    return Files.readAllLines(files.journal()).size() - 1L;
  }

  private Map<String, byte[]> results() throws IOException {
    Map<String, byte[]> results = new TreeMap<>();
    for (Path file : List.of(files.report(), files.table(), files.cleanList())) {
      results.put(file.getFileName().toString(), Files.readAllBytes(file));
    }
    return results;
  }

  private void assertSame(Map<String, byte[]> expected) throws IOException {
    Map<String, byte[]> actual = results();
    expected.forEach((name, bytes) -> assertArrayEquals(bytes, actual.get(name), name));
  }

  @Test
  void secondCall_examinesNothingAgainAndReportsTheSame() throws IOException {
    examine();
    Map<String, byte[]> first = results();
    assertEquals(VIDEOS, journalLines());

    examine();

    assertEquals(VIDEOS, journalLines());
    assertSame(first);
  }

  @Test
  void interruptedDoctor_goesOnWhereItWas() throws IOException {
    examine();
    final Map<String, byte[]> whole = results();
    for (Path file : List.of(files.report(), files.table(), files.cleanList(), files.journal())) {
      Files.delete(file);
    }
    Progress untilTheThird =
        (done, total) -> {
          if (done == 3) {
            throw new IllegalStateException("power cut");
          }
        };
    assertThrows(
        IllegalStateException.class, () -> examine(DoctorConfig.standard(), untilTheThird));
    assertEquals(3, journalLines());
    assertFalse(Files.exists(files.report()));

    examine();

    assertEquals(VIDEOS, journalLines());
    assertSame(whole);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 40, 200})
  void lineThatWasCutOff_isExaminedAgain(int bytes) throws IOException {
    examine();
    final Map<String, byte[]> whole = results();
    byte[] journal = Files.readAllBytes(files.journal());
    Files.write(files.journal(), java.util.Arrays.copyOf(journal, journal.length - bytes));

    examine();

    assertSame(whole);
    assertArrayEquals(journal, Files.readAllBytes(files.journal()));
  }

  @Test
  void journalOfNonsense_isBegunAnew() throws IOException {
    Files.createDirectories(files.journal().getParent());
    Files.write(files.journal(), new byte[] {1, 2, 3, (byte) 200, '\n', 5});
    examine();
    assertEquals(VIDEOS, journalLines());
  }

  @Test
  void fileThatChanged_isExaminedAgain() throws IOException {
    examine();
    Path changed = videos.resolve("clap/2.mp4");
    TestVideos.write(changed, 30, 64, 48);
    Files.setLastModifiedTime(changed, FileTime.fromMillis(1_000_000_000_000L));

    DoctorReport report = examine();

    assertEquals(30, report.videos().get(2).frames());
    assertEquals(VIDEOS + 1, journalLines());
  }

  @Test
  void fileOfTheSameSizeWithAnotherTime_isExaminedAgain() throws IOException {
    examine();
    Path changed = videos.resolve("clap/2.mp4");
    Files.write(changed, new byte[Math.toIntExact(Files.size(changed))]);
    Files.setLastModifiedTime(changed, FileTime.fromMillis(1_000_000_000_000L));

    assertEquals(Verdict.NOT_A_VIDEO, examine().videos().get(2).verdict());
  }

  @Test
  void otherSettingsOfTheExamination_beginAnewAndThoseOfTheJudgementDoNot() throws IOException {
    examine();
    DoctorReport judged = examine(new DoctorConfig(false, 12, 0, true), Progress.SILENT);
    assertEquals(2, judged.verdicts().get(Verdict.TOO_SHORT));
    assertEquals(VIDEOS, journalLines());

    examine(new DoctorConfig(false, 3, 500, false), Progress.SILENT);
    assertEquals(VIDEOS, journalLines());
  }

  @Test
  void quickLookWhereVideosWereDecoded_isRefusedAndLosesNothing() throws IOException {
    examine();
    byte[] journal = Files.readAllBytes(files.journal());
    byte[] table = Files.readAllBytes(files.table());
    DoctorConfig quick = new DoctorConfig(true, 3, 0, false);

    InputException e = assertThrows(InputException.class, () -> examine(quick, Progress.SILENT));

    assertTrue(e.getMessage().contains("name another report"), e.getMessage());
    assertArrayEquals(journal, Files.readAllBytes(files.journal()));
    assertArrayEquals(table, Files.readAllBytes(files.table()));
  }

  @Test
  void decodingWhereThereWasAQuickLook_replacesIt() throws IOException {
    DoctorReport quick = examine(new DoctorConfig(true, 3, 0, false), Progress.SILENT);
    assertEquals("", quick.videos().get(0).sha256());
    assertFalse(Files.exists(files.cleanList()), "headers alone make no clean list");

    assertEquals(64, examine().videos().get(0).sha256().length());
  }

  @Test
  void secondDoctorAtTheSameTime_isRefused() throws IOException {
    Files.createDirectories(files.journal().getParent());
    try (DoctorJournal first = DoctorJournal.open(files.journal(), DoctorConfig.standard())) {
      InputException e = assertThrows(InputException.class, this::examine);
      assertTrue(e.getMessage().contains("is being written by another doctor"), e.getMessage());
      assertEquals(null, first.find("clap/0.mp4", 1, 1));
    }
  }

  @Test
  void reportWithinTheFolder_isNoFileOfIt() throws IOException {
    files = new DoctorFiles(videos.resolve("report.json"));
    examine();
    assertEquals(VIDEOS, examine().videos().size());
  }

  @Test
  void refusedFolder_leavesNothingBehind() throws IOException {
    Path empty = Files.createDirectories(folder.resolve("none/here"));
    Files.writeString(empty.resolve("notes.txt"), "no video");
    Doctor doctor = new Doctor(empty, null, DoctorConfig.standard());
    assertThrows(InputException.class, () -> doctor.examine(files, 1, Progress.SILENT));
    assertFalse(Files.exists(folder.resolve("reports")));
  }

  @Test
  void table_hasARowForEachFileWithItsFieldsQuoted() throws IOException {
    Files.move(videos.resolve("clap/0.mp4"), videos.resolve("clap/a, \"b\".mp4"));
    Files.write(videos.resolve("clap/1.mp4"), new byte[0], StandardOpenOption.TRUNCATE_EXISTING);
    examine();

    List<String> lines = Files.readAllLines(files.table());

    assertEquals(
        "file,class,frames,width,height,rate,seconds,bytes,sha256,verdict,detail", lines.get(0));
    assertEquals("clap/1.mp4,clap,0,0,0,0,0,0,,empty,the file is empty", lines.get(1));
    String last = lines.get(VIDEOS);
    assertTrue(last.startsWith("\"clap/a, \"\"b\"\".mp4\",clap,10,64,48,24,0.417,"), last);
    assertTrue(last.endsWith(",ok,"), last);
  }
}
