package seco.data.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import seco.InputException;
import seco.run.Progress;

/** Rar of format 5: its headers are read without any program, its content with one. */
class Rar5Test {
  private static final Map<String, byte[]> FILES =
      Archives.files("a/b c.avi", Archives.noise(100_000, 1), "-d&(!);#.avi", "x");

  @TempDir Path folder;

  private Path file(byte[] content) throws IOException {
    return Files.write(folder.resolve("a.zip"), content);
  }

  private static List<Member> members(Path file) throws IOException {
    return Rar5Blocks.members(file, bytes -> {});
  }

  @Test
  void withoutAProgram_oneMessageSaysWhatToInstall() throws IOException {
    Path file = file(RarFiles.format5(FILES));
    Path empty = Files.createDirectory(folder.resolve("programs"));
    assertNull(UnpackTool.find(null));
    assertNull(UnpackTool.find(""));
    UnpackTool none = UnpackTool.find(empty.toString());
    assertNull(none);
    String message =
        assertThrows(InputException.class, () -> new Rar5Reader(file, none).members(bytes -> {}))
            .getMessage();
    assertTrue(message.contains("needs the program bsdtar or unrar; install one"), message);
  }

  @Test
  void headers_tellNamesSizesAndSums() throws IOException {
    List<Member> members =
        members(file(RarFiles.format5(Archives.files("f/", "", "f/\u00e4.avi", "content"))));
    long crc = RarFiles.crc("content".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    assertEquals(
        List.of(new Member("f", true, 0, 0, null), new Member("f/\u00e4.avi", false, 7, crc, null)),
        members);
  }

  @Test
  void linksAndEncryptedMembers_haveAnObstacle() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    RarFiles.start5(out);
    RarFiles.file5(out, "other", new byte[1], true, new byte[] {2, 2, 0});
    RarFiles.file5(out, "link", new byte[1], true, new byte[] {2, 7, 0, 3, 5, 1, 0});
    RarFiles.file5(out, "secret", new byte[1], true, new byte[] {2, 1, 0});
    byte[] end = RarFiles.format5(Map.of());
    out.write(end, end.length - 8, 8);
    List<Member> members = members(file(out.toByteArray()));
    assertNull(members.get(0).obstacle());
    assertEquals("is a link", members.get(1).obstacle());
    assertEquals("is encrypted", members.get(2).obstacle());
  }

  @Test
  void everyCutAndEveryFlippedHeaderByte_isNoticed() throws IOException {
    byte[] whole = RarFiles.format5(Archives.files("a.avi", "content", "b.avi", "more"));
    for (int bytes = 8; bytes < whole.length; bytes++) {
      Path cut = file(java.util.Arrays.copyOf(whole, bytes));
      IOException e = assertThrows(IOException.class, () -> members(cut));
      assertTrue(e.getMessage().contains("cut off"), e.getMessage());
    }
    List<Member> sound = members(file(whole));
    for (int at = 8; at < whole.length; at++) {
      byte[] flipped = whole.clone();
      flipped[at] ^= 0x10;
      Path file = file(flipped);
      try {
        assertEquals(sound, members(file), "byte " + at + " is content");
      } catch (IOException e) {
        assertNotNull(e.getMessage());
      }
    }
  }

  @Test
  void withAProgram_contentWithoutASum_isReadForOne() throws IOException {
    Archives.assumeTool();
    Path file = file(RarFiles.format5(FILES, false));
    Path to = folder.resolve("to");
    assertEquals(2, Unpacking.into(to).unpack(file, Progress.SILENT).written());
    assertEquals(Archives.expected(FILES), Archives.standing(to));
    assertEquals(0, Unpacking.into(to).unpack(file, Progress.SILENT).written());
  }

  @Test
  void withAProgram_flippedContent_isNoticed() throws IOException {
    Archives.assumeTool();
    byte[] archive = RarFiles.format5(FILES);
    archive[5000] ^= 1;
    Path file = file(archive);
    Path to = folder.resolve("to");
    String message =
        assertThrows(InputException.class, () -> Unpacking.into(to).unpack(file, Progress.SILENT))
            .getMessage();
    assertTrue(message.startsWith(file + ": member 'a/b c.avi' is damaged: "), message);
    assertEquals(Map.of(), Archives.standing(to));
  }
}
