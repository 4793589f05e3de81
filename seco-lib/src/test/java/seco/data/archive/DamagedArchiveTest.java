package seco.data.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import seco.InputException;
import seco.run.Progress;
import seco.run.SafeFile;

/** Archives that were cut off, or of which some bytes are wrong. */
class DamagedArchiveTest {
  private static final Map<String, byte[]> FILES =
      Archives.files(
          "a/first.avi", Archives.noise(4000, 1),
          "a/second.avi", "text ".repeat(2000),
          "b/third.avi", Archives.noise(3000, 2),
          "b/last.avi", Archives.noise(10, 3));

  @TempDir Path folder;

  /**
   * Unpacks; what stands there in the end is whole, or has content that the format cannot verify.
   *
   * @return the refusal, or an empty text
   */
  private String attempt(ArchiveKind kind, byte[] archive) throws IOException {
    Path file = Files.write(folder.resolve("damaged.bin"), archive);
    Path to = folder.resolve("to");
    String refusal = "";
    try {
      Unpacking.into(to).unpack(file, Progress.SILENT);
    } catch (InputException e) {
      refusal = String.valueOf(e.getMessage());
      assertTrue(refusal.startsWith(file + ": "), refusal);
      assertEquals(1, refusal.lines().count(), refusal);
      assertFalse(refusal.contains("Exception"), refusal);
    }
    assertFalse(Files.exists(new Destination(to).part(0)), "nothing half-written stays");
    Map<String, String> standing = Archives.standing(to);
    Map<String, String> whole = Archives.expected(FILES);
    if (kind == ArchiveKind.ZIP) { // has no check sums of names
      standing.values().forEach(content -> assertTrue(whole.containsValue(content)));
    } else if (kind != ArchiveKind.TAR) { // has none of contents
      standing.forEach((name, content) -> assertEquals(whole.get(name), content, name));
    }
    SafeFile.deleteTree(to);
    return refusal;
  }

  @ParameterizedTest
  @EnumSource(names = {"ZIP", "TAR", "TAR_GZIP", "TAR_BZIP2", "RAR4"})
  void cutArchive_isRefused(ArchiveKind kind) throws IOException {
    byte[] whole = Archives.of(kind, FILES);
    int end = kind == ArchiveKind.TAR ? firstByteOfTheEnd(whole) : whole.length;
    Random random = new Random(7);
    for (int i = 0; i < 40; i++) {
      int bytes = i < 20 ? random.nextInt(end) : end - 1 - i + 20;
      boolean boundary = kind == ArchiveKind.RAR4 && bytes == whole.length - 7;
      String refusal = attempt(kind, Arrays.copyOf(whole, bytes));
      assertEquals(boundary, refusal.isEmpty(), "cut at " + bytes + " of " + whole.length);
    }
  }

  /** Padding follows the first block of zeros, and may be missing. */
  private static int firstByteOfTheEnd(byte[] tar) {
    int last = tar.length - 1;
    while (tar[last] == 0) {
      last--;
    }
    return (last / 512 + 1) * 512 + 512;
  }

  @ParameterizedTest
  @EnumSource(names = {"ZIP", "TAR", "TAR_GZIP", "TAR_BZIP2", "RAR4"})
  void flippedBytes_areRefusedOrDoNoHarm(ArchiveKind kind) throws IOException {
    byte[] whole = Archives.of(kind, FILES);
    Random random = new Random(11);
    int refused = 0;
    for (int i = 0; i < 40; i++) {
      byte[] damaged = whole.clone();
      damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
      refused += attempt(kind, damaged).isEmpty() ? 0 : 1;
    }
    int least = kind == ArchiveKind.TAR ? 1 : 25;
    assertTrue(refused >= least, kind + ": " + refused + " of 40 refused");
  }

  @ParameterizedTest
  @EnumSource(names = {"ZIP", "TAR", "TAR_GZIP", "TAR_BZIP2", "RAR4"})
  void zeroedStretches_areRefusedOrDoNoHarm(ArchiveKind kind) throws IOException {
    byte[] whole = Archives.of(kind, FILES);
    Random random = new Random(13);
    for (int i = 0; i < 25; i++) {
      byte[] damaged = whole.clone();
      int from = random.nextInt(damaged.length);
      Arrays.fill(
          damaged, from, Math.min(damaged.length, from + 1 + random.nextInt(700)), (byte) 0);
      attempt(kind, damaged);
    }
  }

  @Test
  void damagedMember_isNamed_andThoseBeforeItStay() throws IOException {
    for (ArchiveKind kind : List.of(ArchiveKind.ZIP, ArchiveKind.RAR4)) {
      byte[] archive = Archives.of(kind, FILES);
      archive[indexOf(archive, FILES.get("b/third.avi")) + 1500] ^= 1;
      Path file = Files.write(folder.resolve(kind + ".bin"), archive);
      Path to = folder.resolve(kind.name());
      String message =
          assertThrows(InputException.class, () -> Unpacking.into(to).unpack(file, Progress.SILENT))
              .getMessage();
      assertTrue(message.startsWith(file + ": member 'b/third.avi' is damaged: "), message);
      assertTrue(message.endsWith("; the 2 files unpacked before it stay"), message);
      assertEquals(
          List.of("a/first.avi", "a/second.avi"), List.copyOf(Archives.standing(to).keySet()));

      Files.write(file, Archives.of(kind, FILES)); // fetched once more
      assertEquals(2, Unpacking.into(to).unpack(file, Progress.SILENT).written());
      assertEquals(Archives.expected(FILES), Archives.standing(to));
    }
  }

  private static int indexOf(byte[] in, byte[] what) {
    int at = 0;
    while (!Arrays.equals(in, at, at + 64, what, 0, 64)) {
      at++;
    }
    return at;
  }

  @Test
  void compressedTar_isVerifiedBeforeAnythingIsWritten() throws IOException {
    for (ArchiveKind kind : List.of(ArchiveKind.TAR_GZIP, ArchiveKind.TAR_BZIP2)) {
      byte[] archive = Archives.of(kind, FILES);
      archive[archive.length - 3] ^= 1;
      Path to = folder.resolve("to");
      assertTrue(attempt(kind, archive).contains(": damaged, "));
      assertFalse(Files.exists(to), "nothing is made");
    }
  }
}
