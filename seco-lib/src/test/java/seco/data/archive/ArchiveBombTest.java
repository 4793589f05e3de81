package seco.data.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import seco.InputException;
import seco.run.Progress;

/** No archive fills the disk unannounced. */
class ArchiveBombTest {
  private static final long MIB = 1 << 20;

  @TempDir Path folder;

  private Path to() {
    return folder.resolve("new/videos");
  }

  private String refusal(Path file, long limit, long free) {
    Unpacking unpacking = new Unpacking(to(), List.of(), false, limit);
    String message =
        assertThrows(
                InputException.class,
                () -> unpacking.unpack(file, Progress.SILENT, () -> free, MIB))
            .getMessage();
    assertTrue(message.startsWith(file + ": "), message);
    return message;
  }

  private Path zeros(long bytes) throws IOException {
    return Files.write(
        folder.resolve("zeros.zip"),
        Archives.zip(
            zip -> {
              zip.putArchiveEntry(new ZipArchiveEntry("zeros.avi"));
              for (long done = 0; done < bytes; done += MIB) {
                zip.write(new byte[(int) MIB]);
              }
              zip.closeArchiveEntry();
            }));
  }

  @Test
  void zipBeyondItsUsualGrowth_isRefusedBeforeItStarts() throws IOException {
    String message = refusal(zeros(1100 * MIB), 0, Long.MAX_VALUE);
    assertTrue(message.contains("a hundred times its size; if that is right"), message);
    assertFalse(Files.exists(folder.resolve("new")), "nothing is made");
  }

  @Test
  void limit_isKept_andRaised() throws IOException {
    Path file = zeros(20 * MIB);
    String message = refusal(file, 10 * MIB, Long.MAX_VALUE);
    assertTrue(message.contains("unpacks to 21 MB, more than the limit of 10 MB"), message);
    assertFalse(Files.exists(folder.resolve("new")), "nothing is made");
    new Unpacking(to(), List.of(), false, 20 * MIB).unpack(file, Progress.SILENT);
    assertEquals(20 * MIB, Files.size(to().resolve("zeros.avi")));
  }

  @Test
  void disk_isComparedBeforeItStarts() throws IOException {
    String message = refusal(zeros(20 * MIB), 0, 20 * MIB);
    assertTrue(
        message.contains("needs 21 MB, the disk has 21 MB free and 1.05 MB of that"), message);
    assertFalse(Files.exists(folder.resolve("new")), "nothing is made");
  }

  @Test
  void partOfABigArchive_needsOnlyItsRoom() throws IOException {
    Path file =
        Files.write(
            folder.resolve("two.zip"),
            Archives.of(
                ArchiveKind.ZIP, Archives.files("big.avi", new byte[4 << 20], "small.txt", "x")));
    Unpacking unpacking = new Unpacking(to(), List.of("*.txt"), false, MIB);
    assertEquals(1, unpacking.unpack(file, Progress.SILENT, () -> 2 * MIB, MIB).files());
  }

  @Test
  void diskThatFillsMeanwhile_isNoticed_andGoneOnWith() throws IOException {
    Map<String, byte[]> files =
        Archives.files("a", new byte[50 << 20], "b", new byte[50 << 20], "c", new byte[50 << 20]);
    Path file = Files.write(folder.resolve("a.tar.gz"), Archives.of(ArchiveKind.TAR_GZIP, files));
    long[] free = {1000 * MIB};
    Unpacking unpacking = Unpacking.into(to());
    InputException e =
        assertThrows(
            InputException.class,
            () -> unpacking.unpack(file, Progress.SILENT, () -> (free[0] -= 450 * MIB), 10 * MIB));
    assertTrue(e.getMessage().contains("member 'b' the disk has only"), e.getMessage());
    assertTrue(e.getMessage().endsWith("; the 1 files unpacked before it stay"), e.getMessage());
    assertEquals(List.of("a"), List.copyOf(Archives.standing(to()).keySet()));
    assertFalse(Files.exists(new Destination(to()).part(0)), "nothing half-written stays");
    assertEquals(2, unpacking.unpack(file, Progress.SILENT).written());
  }

  @Test
  void memberBiggerThanDeclared_isRefused() throws IOException {
    byte[] zip =
        Archives.of(ArchiveKind.ZIP, Archives.files("a.avi", "x", "bomb.avi", new byte[1 << 20]));
    ByteBuffer bytes = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
    for (int at = 0; at < zip.length - 46; at++) {
      if (bytes.getInt(at) == 0x02014B50 && bytes.getInt(at + 24) == 1 << 20) {
        bytes.putInt(at + 24, 1000);
      }
    }
    Path file = Files.write(folder.resolve("liar.zip"), zip);
    String message = refusal(file, 0, Long.MAX_VALUE);
    assertTrue(
        message.contains("member 'bomb.avi' is bigger than the 1000 bytes it declares"), message);
    assertEquals(Map.of("a.avi", "x"), Archives.standing(to()));
  }

  @Test
  void zipWhoseMembersOverlap_isRefused() throws IOException {
    byte[] zip =
        Archives.of(
            ArchiveKind.ZIP,
            Archives.files("a", Archives.noise(5000, 1), "b", Archives.noise(10, 2)));
    ByteBuffer bytes = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
    for (int at = 0; at < zip.length - 46; at++) {
      if (bytes.getInt(at) == 0x02014B50) { // both directory entries mean the first member
        bytes.putInt(at + 20, 5000).putInt(at + 42, 0);
      }
    }
    String message = refusal(Files.write(folder.resolve("o.zip"), zip), 0, Long.MAX_VALUE);
    assertTrue(message.contains("its members overlap"), message);
  }

  @Test
  void tarThatDeclaresMoreThanItsUsualGrowth_isRefusedByItsHeader() throws IOException {
    Path file = folder.resolve("bomb.tar.gz");
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file));
        TarArchiveOutputStream tar =
            new TarArchiveOutputStream(new GzipCompressorOutputStream(out))) {
      tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_STAR);
      TarArchiveEntry entry = new TarArchiveEntry("bomb.avi");
      entry.setSize(1L << 42);
      tar.putArchiveEntry(entry);
      tar.write(new byte[5000]);
      throw new IOException("not closed, because the member is not whole");
    } catch (IOException e) {
      assertTrue(e.getMessage().startsWith("not closed"), e.getMessage());
    }
    String message = refusal(file, 0, Long.MAX_VALUE);
    assertTrue(message.contains("a hundred times its size"), message);
  }

  @Test
  void tarWithEndlessAttributes_isRefusedWithoutHoldingThem() throws IOException {
    byte[] tar =
        Archives.tar(
            t -> {
              t.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
              TarArchiveEntry entry = new TarArchiveEntry("a");
              entry.addPaxHeader("SECO.note", "n".repeat(3 << 20));
              Archives.add(t, entry, new byte[1]);
            });
    Path file =
        Files.write(
            folder.resolve("attributes.tar.gz"),
            Archives.compressed(tar, GzipCompressorOutputStream::new));
    String message = refusal(file, 0, Long.MAX_VALUE);
    assertTrue(message.contains("more than 1 MiB of names and attributes"), message);
  }

  @Test
  void gzipThatGoesOnForEver_isRefused() throws IOException {
    Path file = folder.resolve("endless.tar.gz");
    try (OutputStream out =
        new GzipCompressorOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
      out.write(Archives.of(ArchiveKind.TAR, Archives.files("a", "x")));
      for (int i = 0; i < 70; i++) {
        out.write(new byte[(int) MIB]);
      }
    }
    String message = refusal(file, 0, Long.MAX_VALUE);
    assertTrue(message.contains("more than 64 MiB follow its end mark"), message);
  }
}
