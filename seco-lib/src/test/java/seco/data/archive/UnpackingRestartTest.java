package seco.data.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import seco.ChildJvm;
import seco.InputException;
import seco.run.Progress;

/** Unpacking ends at any moment, and goes on. */
class UnpackingRestartTest {
  @TempDir Path folder;

  private static Map<String, byte[]> files(int count, int bytes) {
    Map<String, byte[]> files = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      files.put("c" + i % 5 + "/" + i + ".avi", Archives.noise(bytes + i, i));
    }
    return files;
  }

  private static Map<String, byte[]> nested(int count, int bytes) {
    Map<String, byte[]> classes = new LinkedHashMap<>();
    for (int c = 0; c < 5; c++) {
      Map<String, byte[]> videos = new LinkedHashMap<>();
      for (int i = c; i < count; i += 5) {
        videos.put("c" + c + "/" + i + ".avi", Archives.noise(bytes + i, i));
      }
      classes.put("c" + c + ".rar", RarFiles.format4(videos));
    }
    return classes;
  }

  private static Unpacking nestedInto(Path to) {
    return new Unpacking(to, List.of(), true, 0);
  }

  /** Unpacks until it is killed. */
  static final class Child {
    private Child() {}

    public static void main(String[] args) throws IOException {
      nestedInto(Path.of(args[1])).unpack(Path.of(args[0]), (done, total) -> pause());
    }

    /** Gives the other process time to look. */
    private static void pause() {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"ZIP", "TAR_GZIP", "RAR4"})
  void killedAgainAndAgain_endsAsIfNothingHadHappened(ArchiveKind kind)
      throws IOException, InterruptedException {
    Map<String, byte[]> outer = kind == ArchiveKind.RAR4 ? nested(200, 20_000) : files(200, 20_000);
    Path archive = Files.write(folder.resolve("a.bin"), Archives.of(kind, outer));
    Path to = folder.resolve("to");
    Map<String, String> whole = Archives.expected(files(200, 20_000));
    Random random = new Random(5);
    int killedWithin = 0;
    for (int attempt = 0; attempt < 5; attempt++) {
      Process process =
          new ProcessBuilder(ChildJvm.command(Child.class, archive, to))
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("log.txt").toFile())
              .start();
      int target = 1 + attempt * 35 + random.nextInt(35);
      while (process.isAlive() && lines(to) < target) {
        TimeUnit.MILLISECONDS.sleep(2);
      }
      killedWithin += process.isAlive() ? 1 : 0;
      process.destroyForcibly().waitFor();
      Archives.standing(to)
          .forEach((name, content) -> assertEquals(whole.get(name), content, name));
    }
    assertTrue(killedWithin >= 3, "only " + killedWithin + " processes were killed at work");
    int before = Archives.standing(to).size();

    Unpacked unpacked = nestedInto(to).unpack(archive, Progress.SILENT);

    assertEquals(200, unpacked.files());
    assertTrue(unpacked.written() <= 200 - before, "finished files are not written again");
    assertEquals(whole, Archives.standing(to));
    assertFalse(Files.exists(new Destination(to).part(0)));
    assertFalse(Files.exists(new Destination(to).part(1)));
  }

  /** Lines of the notes so far. */
  private static int lines(Path to) throws IOException {
    Path notes = to.resolve(Destination.NOTES);
    if (!Files.exists(notes)) {
      return 0;
    }
    try (Stream<Path> files = Files.list(notes)) {
      int lines = 0;
      for (Path file : files.filter(f -> f.toString().endsWith(".txt")).toList()) {
        lines += (int) Files.readString(file).lines().count();
      }
      return lines;
    }
  }

  @Test
  void stoppedAtEveryFile_goesOnWithTheNext() throws IOException {
    Map<String, byte[]> files = files(12, 100);
    Path archive = Files.write(folder.resolve("a.tar"), Archives.of(ArchiveKind.TAR, files));
    Path to = folder.resolve("to");
    for (int i = 1; i <= 12; i++) {
      assertThrows(
          IllegalStateException.class,
          () -> Unpacking.into(to).unpack(archive, UnpackingRestartTest::fail));
      assertEquals(i, Archives.standing(to).size());
    }
    assertEquals(0, Unpacking.into(to).unpack(archive, Progress.SILENT).written());
    assertEquals(Archives.expected(files), Archives.standing(to));
  }

  private static void fail(long done, long total) {
    throw new IllegalStateException("stopped at " + done + " of " + total);
  }

  @Test
  void lineThatWasNotFinished_doesNotCount() throws IOException {
    Path archive = Files.write(folder.resolve("a.zip"), Archives.of(ArchiveKind.ZIP, files(3, 10)));
    Path to = folder.resolve("to");
    Unpacking.into(to).unpack(archive, Progress.SILENT);
    Path notes = notes(to);
    String text = Files.readString(notes);
    for (int bytes = text.length() - 1; bytes >= 0; bytes -= 7) {
      Files.writeString(notes, text.substring(0, bytes));
      Unpacked again = Unpacking.into(to).unpack(archive, Progress.SILENT);
      assertEquals(3, again.files());
      assertEquals(0, again.written());
      assertTrue(Files.readString(notes).endsWith("\n"));
    }
  }

  private static Path notes(Path to) throws IOException {
    try (Stream<Path> files = Files.list(to.resolve(Destination.NOTES))) {
      return files.filter(f -> f.toString().endsWith(".txt")).findFirst().orElseThrow();
    }
  }

  @Test
  void damagedNotes_areRefused_sayingWhatToDo() throws IOException {
    Path archive = Files.write(folder.resolve("a.zip"), Archives.of(ArchiveKind.ZIP, files(3, 10)));
    Path to = folder.resolve("to");
    Unpacking.into(to).unpack(archive, Progress.SILENT);
    Files.writeString(notes(to), "file x y z\n", StandardOpenOption.APPEND);
    String message =
        assertThrows(
                InputException.class, () -> Unpacking.into(to).unpack(archive, Progress.SILENT))
            .getMessage();
    assertTrue(message.startsWith(notes(to) + ": damaged at 'file x y z'; delete it"), message);
    Files.delete(notes(to));
    assertEquals(0, Unpacking.into(to).unpack(archive, Progress.SILENT).written());
  }

  @Test
  void fileThatAPowerCutLeftEmpty_isWrittenAgain() throws IOException {
    Map<String, byte[]> files = files(5, 100);
    Path archive = Files.write(folder.resolve("a.tar"), Archives.of(ArchiveKind.TAR, files));
    Path to = folder.resolve("to");
    assertThrows(
        IllegalStateException.class,
        () -> Unpacking.into(to).unpack(archive, UnpackingRestartTest::fail));
    Files.write(to.resolve("c0/0.avi"), new byte[100]);
    Files.setLastModifiedTime(archive, FileTime.fromMillis(1_000_000));
    assertEquals(5, Unpacking.into(to).unpack(archive, Progress.SILENT).written());
    assertEquals(Archives.expected(files), Archives.standing(to));
  }

  @Test
  void changedArchive_betweenTwoRuns_isNoticed() throws IOException {
    Path archive =
        Files.write(folder.resolve("a.tar"), Archives.of(ArchiveKind.TAR, files(5, 100)));
    Path to = folder.resolve("to");
    assertThrows(
        IllegalStateException.class,
        () -> Unpacking.into(to).unpack(archive, UnpackingRestartTest::fail));
    Files.write(archive, Archives.of(ArchiveKind.TAR, files(6, 100)));
    String message =
        assertThrows(
                InputException.class, () -> Unpacking.into(to).unpack(archive, Progress.SILENT))
            .getMessage();
    assertTrue(message.startsWith(archive + ": is not the archive of "), message);
    assertEquals(1, Archives.standing(to).size());
  }
}
