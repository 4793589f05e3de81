package seco.data.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import seco.InputException;
import seco.run.Progress;

/** What an archive must not do. After each attempt the surroundings are as they were. */
class HostileArchiveTest {
  @TempDir Path folder;
  private Path to = Path.of("");

  @BeforeEach
  void makeSurroundings() throws IOException {
    to = folder.resolve("within/videos");
    Files.writeString(folder.resolve("precious.txt"), "precious");
  }

  private String refusal(byte[] archive) throws IOException {
    Path file = Files.write(folder.resolve("hostile.bin"), archive);
    String message =
        assertThrows(InputException.class, () -> Unpacking.into(to).unpack(file, Progress.SILENT))
            .getMessage();
    assertTrue(message.startsWith(file + ": "), message);
    assertEquals(1, message.lines().count(), message);
    return message;
  }

  private void assertNothingMade() {
    assertFalse(Files.exists(folder.resolve("within")), "nothing is made");
    assertEquals(2, folder.toFile().list().length, "nothing is beside it");
  }

  static Stream<Arguments> hostileNames() {
    Map<String, String> names =
        Map.ofEntries(
            Map.entry("../precious.txt", "leads out of the folder"),
            Map.entry("a/../../../precious.txt", "leads out of the folder"),
            Map.entry("a/..", "leads out of the folder"),
            Map.entry("/tmp/seco-hostile.txt", "absolute path"),
            Map.entry("//server/share/x", "absolute path"),
            Map.entry("C:/windows/x", "drive letter"),
            Map.entry("c:x", "drive letter"),
            Map.entry("..\\precious.txt", "backslash"),
            Map.entry("a\nb", "control character"),
            Map.entry("a\u001B[2J", "control character"),
            Map.entry("n".repeat(256), "longer than file systems allow"),
            Map.entry("\u00e4".repeat(128), "longer than file systems allow"),
            Map.entry("deep/".repeat(900) + "x", "longer than file systems allow"),
            Map.entry(Destination.NOTES + "/part-0", "among the notes"),
            Map.entry(Destination.NOTES.toUpperCase(java.util.Locale.ROOT), "among the notes"));
    return names.entrySet().stream()
        .flatMap(
            name ->
                Stream.of(ArchiveKind.ZIP, ArchiveKind.TAR, ArchiveKind.TAR_GZIP, ArchiveKind.RAR4)
                    .map(kind -> Arguments.of(kind, name.getKey(), name.getValue())));
  }

  @ParameterizedTest
  @MethodSource("hostileNames")
  void name_isRefusedBeforeAnythingIsWritten(ArchiveKind kind, String name, String reason)
      throws IOException {
    boolean parts = kind == ArchiveKind.RAR4 || kind == ArchiveKind.ZIP; // as of Windows
    String said = parts && name.contains("\\") ? "leads out" : reason;
    byte[] archive = archive(kind, name);
    String message = refusal(archive);
    assertTrue(message.contains(said) || message.contains("damaged"), message);
    assertNothingMade();
  }

  private static byte[] archive(ArchiveKind kind, String name) throws IOException {
    if (kind != ArchiveKind.TAR && kind != ArchiveKind.TAR_GZIP) {
      return Archives.of(kind, Archives.files("good.avi", "x", name, "hostile"));
    }
    byte[] tar = // the library that writes would mend names
        Archives.tar(
            t -> {
              Archives.add(t, new TarArchiveEntry("good.avi"), new byte[1]);
              TarArchiveEntry kept = new TarArchiveEntry(name, TarConstants.LF_NORMAL, true);
              Archives.add(t, kept, "hostile".getBytes(StandardCharsets.UTF_8));
            });
    return kind == ArchiveKind.TAR
        ? tar
        : Archives.compressed(
            tar, org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream::new);
  }

  @Test
  void nulInAName_isRefused() throws IOException {
    byte[] zip = Archives.of(ArchiveKind.ZIP, Archives.files("good.avi?.txt", "x"));
    String hostile = new String(zip, StandardCharsets.ISO_8859_1).replace('?', '\0');
    String message = refusal(hostile.getBytes(StandardCharsets.ISO_8859_1));
    assertTrue(message.contains("'good.avi?.txt' has a control character"), message);
    assertNothingMade();
  }

  @Test
  void symbolicLinks_areRefused() throws IOException {
    byte[] tar =
        Archives.tar(
            t -> {
              TarArchiveEntry link = new TarArchiveEntry("videos", TarConstants.LF_SYMLINK);
              link.setLinkName("/etc");
              t.putArchiveEntry(link);
              t.closeArchiveEntry();
              Archives.add(t, new TarArchiveEntry("videos/passwd"), new byte[1]);
            });
    assertTrue(refusal(tar).contains("member 'videos' is a symbolic link and is not unpacked"));
    byte[] zip =
        Archives.zip(
            z -> {
              ZipArchiveEntry link = new ZipArchiveEntry("videos");
              link.setUnixMode(0120777);
              Archives.add(z, link, "/etc".getBytes(StandardCharsets.UTF_8));
            });
    assertTrue(refusal(zip).contains("member 'videos' is a symbolic link"));
    assertTrue(refusal(rar4("videos", RarFiles.UNIX_LINK)).contains("is a symbolic link"));
    assertNothingMade();
  }

  private static byte[] rar4(String name, int mode) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    RarFiles.start4(out, 0);
    RarFiles.file4(out, name, new byte[] {'x'}, mode, 0);
    return out.toByteArray();
  }

  @Test
  void hardLinksAndDevices_areRefused() throws IOException {
    for (byte type :
        new byte[] {
          TarConstants.LF_LINK, TarConstants.LF_CHR, TarConstants.LF_BLK, TarConstants.LF_FIFO
        }) {
      byte[] tar =
          Archives.tar(
              t -> {
                TarArchiveEntry entry = new TarArchiveEntry("node", type);
                entry.setLinkName("/etc/passwd");
                t.putArchiveEntry(entry);
                t.closeArchiveEntry();
              });
      String message = refusal(tar);
      assertTrue(message.matches(".*member 'node' is a (hard link|device or the like).*"), message);
    }
    byte[] zip =
        Archives.zip(
            z -> {
              ZipArchiveEntry device = new ZipArchiveEntry("node");
              device.setUnixMode(0060644);
              Archives.add(z, device, new byte[0]);
            });
    assertTrue(refusal(zip).contains("member 'node' is a device"));
    assertTrue(refusal(rar4("node", RarFiles.UNIX_DEVICE)).contains("is a device"));
    assertNothingMade();
  }

  @Test
  void linkInTheFolder_isNotFollowed() throws IOException {
    Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
    Files.createDirectories(to);
    Files.createSymbolicLink(to.resolve("class"), elsewhere);
    Files.createSymbolicLink(to.resolve("b.avi"), folder.resolve("precious.txt"));
    for (ArchiveKind kind : Archives.OWN) {
      String message = refusal(Archives.of(kind, Archives.files("class/a.avi", "x")));
      assertTrue(message.contains("is a symbolic link"), message);
      message = refusal(Archives.of(kind, Archives.files("b.avi", "x")));
      assertTrue(message.contains("is a symbolic link"), message);
    }
    assertEquals(0, elsewhere.toFile().list().length);
    assertEquals("precious", Files.readString(folder.resolve("precious.txt")));
  }

  @Test
  void notesBehindALink_areRefused() throws IOException {
    Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
    Files.createDirectories(to);
    Files.createSymbolicLink(to.resolve(Destination.NOTES), elsewhere);
    Path file =
        Files.write(
            folder.resolve("a.zip"), Archives.of(ArchiveKind.ZIP, Archives.files("a", "x")));
    assertThrows(InputException.class, () -> Unpacking.into(to).unpack(file, Progress.SILENT));
    assertEquals(0, elsewhere.toFile().list().length);
  }

  @Test
  void fileWhereAFolderStands_andTheOtherWayRound_areRefused() throws IOException {
    Files.createDirectories(to.resolve("a"));
    Files.writeString(to.resolve("b"), "file");
    String message = refusal(Archives.of(ArchiveKind.ZIP, Archives.files("a", "x")));
    assertTrue(message.contains("stands there with other content"), message);
    message = refusal(Archives.of(ArchiveKind.ZIP, Archives.files("b/c", "x")));
    assertTrue(message.contains("is a file where a folder is needed"), message);
    message = refusal(Archives.of(ArchiveKind.TAR, Archives.files("c", "x", "c/d", "x")));
    assertTrue(message.contains("member 'c' is both a file and a folder"), message);
  }

  @Test
  void sameName_twice_isRefusedUnlessTheContentIsTheSame() throws IOException {
    for (ArchiveKind kind : List.of(ArchiveKind.TAR, ArchiveKind.RAR4)) {
      String message = refusal(twice(kind, "x", "y"));
      assertTrue(message.contains("member 'a/./b.avi' would take the place of a/b.avi"), message);
      assertNothingMade();
      Path file = Files.write(folder.resolve("twice.bin"), twice(kind, "x", "x"));
      Path same = folder.resolve(kind.name());
      assertEquals(1, Unpacking.into(same).unpack(file, Progress.SILENT).files());
      assertEquals(Map.of("a/b.avi", "x"), Archives.standing(same));
      Files.delete(file);
      seco.run.SafeFile.deleteTree(same);
    }
  }

  private static byte[] twice(ArchiveKind kind, String one, String other) {
    return Archives.of(kind, Archives.files("a/b.avi", one, "a/./b.avi", other));
  }

  @Test
  void namesThatDifferInCase_areRefusedWhereTheSystemFoldsThem() {
    List<Member> members =
        List.of(
            new Member("Jump/a.avi", false, 1, 1, null),
            new Member("jump/A.avi", false, 1, 2, null));
    Selection all = new Selection(List.of());
    Destination place = new Destination(to);
    assertEquals(2, Plan.of("x.zip", members, "", all, place, false).files().size());
    String message =
        assertThrows(InputException.class, () -> Plan.of("x.zip", members, "", all, place, true))
            .getMessage();
    assertEquals("x.zip: member 'jump/A.avi' would take the place of Jump/a.avi", message);
  }

  @Test
  void encryptedMembers_areRefused() throws IOException {
    byte[] zip = Archives.of(ArchiveKind.ZIP, Archives.files("a.avi", "x"));
    for (int at = 0; at < zip.length - 4; at++) {
      boolean central = zip[at] == 'P' && zip[at + 1] == 'K' && zip[at + 2] == 1;
      if (central) {
        zip[at + 8] |= 1;
      }
    }
    assertTrue(refusal(zip).contains("member 'a.avi' is encrypted and is not unpacked"));
    ByteArrayOutputStream rar = new ByteArrayOutputStream();
    RarFiles.start4(rar, 0);
    RarFiles.file4(rar, "a.avi", new byte[] {1}, RarFiles.UNIX_FILE, 4);
    assertTrue(refusal(rar.toByteArray()).contains("member 'a.avi' is encrypted"));
    rar.reset();
    RarFiles.start4(rar, 0x80);
    assertTrue(refusal(rar.toByteArray()).contains("its headers are encrypted"));
    assertNothingMade();
  }

  @Test
  void oneOfSeveralParts_isRefused() throws IOException {
    ByteArrayOutputStream rar = new ByteArrayOutputStream();
    RarFiles.start4(rar, 1);
    assertTrue(refusal(rar.toByteArray()).contains("one of several parts"));
    assertNothingMade();
  }
}
