package seco.video;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import seco.InputException;
import seco.run.Progress;

/** A store whose files were changed, cut or lost after it was made. */
class FrameStoreDamageTest {
  @TempDir Path folder;
  private Path target;

  @BeforeEach
  void makeStore() throws IOException {
    target = folder.resolve("store");
    VideoList list = VideoList.read(TestVideos.list(folder, 3, 6, 3));
    new FrameStoreWriter(list, folder, FrameStoreConfig.standard(), false)
        .write(target, 1, Progress.SILENT);
    FrameStore.open(target).close();
  }

  private void assertRefused(Path file) {
    InputException e = assertThrows(InputException.class, () -> FrameStore.open(target).close());
    assertTrue(e.getMessage().contains(file.toString()), e.getMessage());
    assertEquals(1, e.getMessage().lines().count(), e.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"shard-00000.jpgs", "shard-00000.index"})
  void open_withoutAPart_isRefused(String name) throws IOException {
    Files.delete(target.resolve(name));
    assertRefused(target.resolve(name));
  }

  @Test
  void open_withoutManifest_isRefused() throws IOException {
    Files.delete(target.resolve("manifest.json"));
    assertRefused(target);
    InputException e =
        assertThrows(InputException.class, () -> FrameStore.open(folder.resolve("none")));
    assertTrue(e.getMessage().contains("no frame store"), e.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"shard-00000.jpgs", "shard-00000.index", "manifest.json"})
  void open_withAPartCutOff_isRefused(String name) throws IOException {
    Path file = target.resolve(name);
    byte[] bytes = Files.readAllBytes(file);
    for (int length : new int[] {0, 1, bytes.length / 2, bytes.length - 3}) {
      Files.write(file, Arrays.copyOf(bytes, length));
      assertRefused(file);
    }
  }

  @Test
  void open_withAnyByteOfTheIndexChanged_isRefused() throws IOException {
    Path file = target.resolve("shard-00000.index");
    byte[] bytes = Files.readAllBytes(file);
    for (int at = 0; at < bytes.length; at++) {
      byte[] changed = bytes.clone();
      changed[at] ^= 0x41;
      Files.write(file, changed);
      assertRefused(file);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "\"frames\": 18,\"frames\": 17",
    "\"edge\": 256,\"edge\": 128",
    "\"edge\": 256,\"edge\": -1",
    "\"videos\": 3,\"videos\": 2",
    "\"contentSha256\": \",\"contentSha256\": \"0",
    "\"shardSha256\",\"forgotten\"",
    "\"config\",\"forgotten\"",
    "{,[",
    "{,\u00e9\u00e9{",
  })
  void open_withAChangedManifest_isRefused(String from, String to) throws IOException {
    Path file = target.resolve("manifest.json");
    String text = Files.readString(file);
    assertTrue(text.contains(from), text);
    Files.write(file, text.replace(from, to).getBytes(StandardCharsets.ISO_8859_1));
    assertRefused(file);
  }

  @Test
  void verify_withOneBitOfAFrameChanged_isRefused() throws IOException {
    Path file = target.resolve("shard-00000.jpgs");
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
    try (FrameStore store = FrameStore.open(target)) {
      InputException e = assertThrows(InputException.class, store::verify);
      assertTrue(e.getMessage().contains(file.toString()), e.getMessage());
    }
  }

  @Test
  void frame_thatIsNoJpegAnyMore_isRefusedByName() throws IOException {
    Path file = target.resolve("shard-00000.jpgs");
    byte[] bytes = new byte[(int) Files.size(file)];
    new Random(1).nextBytes(bytes);
    Files.write(file, bytes);
    try (FrameStore store = FrameStore.open(target)) {
      InputException e = assertThrows(InputException.class, () -> store.frame(1, 2));
      assertTrue(e.getMessage().contains("frame 2 of clip 1.mp4: damaged JPEG"), e.getMessage());
    }
  }

  @Test
  void open_withTheShardOfAnotherStore_isRefused() throws IOException {
    Path other = folder.resolve("other");
    VideoList list = VideoList.read(TestVideos.list(folder, 3, 6, 2));
    new FrameStoreWriter(list, folder, FrameStoreConfig.standard(), false)
        .write(other, 1, Progress.SILENT);
    for (String name : new String[] {"shard-00000.jpgs", "shard-00000.index"}) {
      Files.write(target.resolve(name), Files.readAllBytes(other.resolve(name)));
    }
    assertRefused(target.resolve("shard-00000.index"));
  }
}
