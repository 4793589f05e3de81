package seco.video;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import seco.InputException;
import seco.run.Progress;

/** Shards found damaged and made again. */
class StoreCheckTest {
  @TempDir Path folder;
  private Path target;
  private VideoList list;

  @BeforeEach
  void makeStore() throws IOException {
    TestVideos.write(folder.resolve("videos/a.mp4"), 6, 64, 48);
    TestVideos.write(folder.resolve("videos/b.mp4"), 5, 48, 48);
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 60; i++) { // four shards
      lines.add(i == 40 ? "none.mp4 6 0" : i % 2 == 0 ? "a.mp4 6 0" : "b.mp4 5 1");
    }
    list = VideoList.read(Files.write(folder.resolve("list.txt"), lines));
    target = folder.resolve("store");
    new FrameStoreWriter(list, folder.resolve("videos"), new FrameStoreConfig(3, 48, 95), true)
        .write(target, 2, Progress.SILENT);
  }

  private void damage() throws IOException {
    Path changed = target.resolve("shard-00000.jpgs");
    byte[] bytes = Files.readAllBytes(changed);
    bytes[bytes.length / 3] ^= 4;
    Files.write(changed, bytes);
    Files.delete(target.resolve("shard-00002.index"));
    Files.delete(target.resolve("shard-00003.jpgs"));
  }

  private Map<Integer, String> damages() throws IOException {
    return StoreCheck.of(target).damages(2, Progress.SILENT);
  }

  @Test
  void damages_ofASoundStore_areNone() throws IOException {
    assertEquals(Map.of(), damages());
  }

  @Test
  void damages_nameEachShard() throws IOException {
    damage();
    assertEquals(
        Map.of(
            0, target.resolve("shard-00000.jpgs") + ": content differs from the manifest",
            2, target.resolve("shard-00002.index") + ": missing",
            3, target.resolve("shard-00003.jpgs") + ": missing"),
        damages());
  }

  @Test
  void repair_makesTheShardsAsTheyWere() throws IOException {
    var before = StoreFiles.of(target);
    damage();
    StoreCheck.of(target)
        .repair(List.of(0, 2, 3), list, folder.resolve("videos"), 2, Progress.SILENT);
    assertEquals(before, StoreFiles.of(target));
  }

  @Test
  void repair_fromAVideoOfTheSameSizeButOtherPictures_isRefused() throws IOException {
    damage();
    var before = StoreFiles.of(target);
    Path video = folder.resolve("videos/a.mp4");
    byte[] bytes = Files.readAllBytes(video);
    int pictures = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("mdat");
    Arrays.fill(bytes, pictures + 50, pictures + 150, (byte) 0);
    Files.write(video, bytes);
    assertThrows(
        InputException.class,
        () ->
            StoreCheck.of(target)
                .repair(List.of(0), list, folder.resolve("videos"), 1, Progress.SILENT));
    assertEquals(before, StoreFiles.of(target));
  }

  @Test
  void repair_fromOtherVideosOrAnotherList_isRefused() throws IOException {
    damage();
    TestVideos.write(folder.resolve("others/a.mp4"), 6, 32, 32);
    TestVideos.write(folder.resolve("others/b.mp4"), 5, 32, 32);
    InputException videos = refused(list, folder.resolve("others"));
    assertTrue(videos.getMessage().contains("not made from the videos of"), videos.getMessage());
    Path other = Files.writeString(folder.resolve("other.txt"), "a.mp4 6 0\n");
    InputException lines = refused(VideoList.read(other), folder.resolve("videos"));
    assertTrue(lines.getMessage().contains("not made from the list"), lines.getMessage());
  }

  private InputException refused(VideoList videos, Path root) {
    return assertThrows(
        InputException.class,
        () -> StoreCheck.of(target).repair(List.of(0), videos, root, 1, Progress.SILENT));
  }
}
