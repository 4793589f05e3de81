package seco.video;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import seco.InputException;
import seco.run.Progress;

class VideoListTest {
  @TempDir Path folder;

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("list.txt"), text);
  }

  private InputException refused(Path file) {
    InputException e = assertThrows(InputException.class, () -> VideoList.read(file));
    assertTrue(e.getMessage().startsWith(file.toString()), e.getMessage());
    assertEquals(1, e.getMessage().lines().count(), e.getMessage());
    return e;
  }

  @Test
  void list_ofTheAuthorsForm_isRead() throws IOException {
    VideoList list = VideoList.read(write("a/b.mp4 48 3\nc.avi 1 0\n"));
    assertEquals(
        List.of(new VideoList.Entry("a/b.mp4", 48, 3, 1), new VideoList.Entry("c.avi", 1, 0, 2)),
        list.entries());
    assertEquals(4, list.classes());
    assertEquals("a/b.mp4 48 3\nc.avi 1 0\n", list.text());
  }

  @Test
  void path_withBlanks_isKept() throws IOException {
    VideoList list = VideoList.read(write("my videos/a  b 12 7.mp4 48 3\n"));
    assertEquals("my videos/a  b 12 7.mp4", list.entries().get(0).path());
    assertEquals(48, list.entries().get(0).frames());
  }

  @Test
  void lines_ofWindows_readLikeUnix() throws IOException {
    VideoList unix = VideoList.read(write("a b.mp4 48 3\nc.mp4 2 1\n"));
    VideoList windows = VideoList.read(write("\uFEFFa b.mp4 48 3\r\n\r\nc.mp4\t2\t1\r\n"));
    assertEquals(unix.text(), windows.text());
    assertEquals(unix.sha256(), windows.sha256());
    assertEquals(3, windows.entries().get(1).line());
  }

  @ParameterizedTest
  @CsvSource({
    "a.mp4 many 3, frame count 'many'",
    "a.mp4 0 3, frame count '0'",
    "a.mp4 -5 3, frame count '-5'",
    "a.mp4 4.5 3, frame count '4.5'",
    "a.mp4 99999999999 3, frame count '99999999999'",
    "a.mp4 48 wave, label 'wave'",
    "a.mp4 48 -1, label '-1'",
    "a.mp4 48 1e3, label '1e3'",
  })
  void line_withAWrongNumber_isRefusedByLineAndValue(String line, String value) throws IOException {
    InputException e = refused(write("ok.mp4 48 0\n\n" + line + "\n"));
    assertTrue(e.getMessage().contains("list.txt, line 3: " + value), e.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.mp4", "48 3", "a.mp4 48"})
  void line_withTooFewFields_isRefused(String line) throws IOException {
    InputException e = refused(write(line + "\n"));
    assertTrue(e.getMessage().contains("line 1: expected 'path frames label'"), e.getMessage());
    assertTrue(e.getMessage().contains(line), e.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n\n", "\uFEFF", "  \r\n"})
  void list_withoutVideo_isRefused(String text) throws IOException {
    assertTrue(refused(write(text)).getMessage().endsWith("the list holds no video"));
  }

  @Test
  void list_thatIsNoText_isRefused() throws IOException {
    refused(folder.resolve("none.txt"));
    refused(Files.createDirectory(folder.resolve("folder")));
    refused(Files.write(folder.resolve("latin"), "caf\u00e9.mp4 3 1".getBytes("ISO-8859-1")));
    byte[] wide = "a.mp4 3 1\n".getBytes(StandardCharsets.UTF_16);
    refused(Files.write(folder.resolve("wide"), wide));
    refused(TestVideos.write(folder.resolve("video.mp4"), 2, 64, 48));
  }

  private InputException storeRefused(String line) throws IOException {
    Path root = Files.createDirectories(folder.resolve("root"));
    TestVideos.write(root.resolve("a.mp4"), 3, 64, 48);
    TestVideos.write(folder.resolve("outside.mp4"), 3, 64, 48);
    VideoList list = VideoList.read(write("a.mp4 3 0\n" + line + "\n"));
    Path target = folder.resolve("store");
    FrameStoreConfig config = FrameStoreConfig.standard();
    FrameStoreWriter writer = new FrameStoreWriter(list, root, config, false);
    InputException e =
        assertThrows(InputException.class, () -> writer.write(target, 1, Progress.SILENT));
    assertTrue(e.getMessage().contains("list.txt, line 2: "), e.getMessage());
    assertTrue(Files.notExists(target));
    assertTrue(Files.notExists(folder.resolve("store.partial")));
    return e;
  }

  @Test
  void list_withAMissingFile_isRefusedByLineAndName() throws IOException {
    InputException e = storeRefused("gone away.mp4 3 1");
    assertTrue(e.getMessage().endsWith("root/gone away.mp4: no such file"), e.getMessage());
  }

  @Test
  void path_outsideOfTheRoot_isRefused() throws IOException {
    assertTrue(storeRefused("../outside.mp4 3 1").getMessage().contains("lies outside of"));
    String absolute = folder.resolve("outside.mp4").toAbsolutePath().toString();
    assertTrue(storeRefused(absolute + " 3 1").getMessage().contains("lies outside of"));
    assertTrue(storeRefused("b/../../outside.mp4 3 1").getMessage().contains("lies outside of"));
  }

  @Test
  void path_thatIsNone_isRefused() throws IOException {
    assertTrue(storeRefused("a\0b.mp4 3 1").getMessage().contains("is no path"));
  }

  @Test
  void path_namedTwice_isStoredTwice() throws IOException {
    TestVideos.write(folder.resolve("a.mp4"), 3, 64, 48);
    VideoList list = VideoList.read(write("a.mp4 3 0\na.mp4 3 1\n"));
    Path target = folder.resolve("store");
    new FrameStoreWriter(list, folder, FrameStoreConfig.standard(), false)
        .write(target, 1, Progress.SILENT);
    try (FrameStore store = FrameStore.open(target)) {
      assertEquals(2, store.size());
      assertEquals(1, store.video(1).label());
    }
  }
}
