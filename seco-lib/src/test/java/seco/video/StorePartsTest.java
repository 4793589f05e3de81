package seco.video;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import seco.InputException;
import seco.run.Progress;

class StorePartsTest {
  private static final FrameStoreConfig CONFIG = new FrameStoreConfig(3, 48, 95);

  @TempDir Path folder;

  /** Forty videos in three shards; number 7 is damaged. */
  private VideoList list() throws IOException {
    TestVideos.write(folder.resolve("videos/a.mp4"), 6, 64, 48);
    Files.createFile(folder.resolve("videos/empty.mp4"));
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      lines.add(i == 7 ? "empty.mp4 6 0" : "a.mp4 6 1");
    }
    return VideoList.read(Files.write(folder.resolve("list.txt"), lines));
  }

  private StoreParts parts(VideoList list, boolean skipDamaged) {
    return new StoreParts(list, folder.resolve("videos"), CONFIG, skipDamaged);
  }

  private Path alone(VideoList list) throws IOException {
    Path alone = folder.resolve("alone");
    new FrameStoreWriter(list, folder.resolve("videos"), CONFIG, true)
        .write(alone, 1, Progress.SILENT);
    return alone;
  }

  @Test
  void shards_madeInAnyOrderOneOfThemTwice_areTheStore() throws IOException {
    VideoList list = list();
    Path target = folder.resolve("store");
    StoreParts parts = parts(list, true);
    try (StoreAssembly building = StoreAssembly.begin(parts, target).orElseThrow()) {
      assertEquals(List.of(0, 1, 2), building.missing());
      parts.make(2, building.folder(), "first");
      Files.writeString(building.folder().resolve("shard-00000.jpgs.killed.partial"), "torn");
      parts.make(0, building.folder(), "second");
      Files.delete(building.folder().resolve("shard-00002.index"));
      parts.make(2, building.folder(), "again");
      assertEquals(List.of(1), building.missing());
      assertThrows(InputException.class, building::finish, "a shard is missing");
    }
    try (StoreAssembly building = StoreAssembly.begin(parts, target).orElseThrow()) {
      parts.make(1, building.folder(), "third");
      StoreParts.Summary made = building.finish();
      assertEquals(39, made.videos());
      assertEquals(7, made.omitted().get(0).number());
      assertEquals(made, parts.read(target, "store"));
    }
    StoreFiles.assertSame(alone(list), target);
    assertTrue(StoreAssembly.begin(parts, target).isEmpty());
  }

  @Test
  void undo_leavesNothing() throws IOException {
    VideoList list = list();
    StoreParts parts = parts(list, false);
    try (StoreAssembly building =
        StoreAssembly.begin(parts, folder.resolve("new/store")).orElseThrow()) {
      parts.make(1, building.folder(), "first");
      InputException refused =
          assertThrows(InputException.class, () -> parts.make(0, building.folder(), "second"));
      assertTrue(refused.getMessage().startsWith(list.file() + ", line 8: "));
      building.undo();
    }
    assertFalse(Files.exists(folder.resolve("new")));
  }

  @Test
  void indicesAlone_makeTheSameManifest() throws IOException {
    VideoList list = list();
    Path alone = alone(list);
    Path indices = Files.createDirectories(folder.resolve("indices"));
    long[] sizes = new long[40];
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = i == 7 ? 0 : Files.size(folder.resolve("videos/a.mp4"));
    }
    StoreParts parts = new StoreParts(list, Path.of("elsewhere"), sizes, CONFIG, true);
    for (int shard = 0; shard < parts.shards(); shard++) {
      String index = StoreParts.names(shard).get(1);
      Files.copy(alone.resolve(index), indices.resolve(index));
    }
    StoreParts.Summary made = parts.join(indices);
    assertEquals(
        Files.readString(alone.resolve("manifest.json")),
        Files.readString(indices.resolve("manifest.json")));
    assertEquals(Files.size(alone.resolve("shard-00001.jpgs")), made.shardBytes().get(1));
    assertEquals(parts(list, true).job(), parts.job());
    sizes[3] = -1;
    StoreParts less = new StoreParts(list, Path.of("elsewhere"), sizes, CONFIG, false);
    InputException missing = assertThrows(InputException.class, less::require);
    assertEquals(list.file() + ", line 4: elsewhere/a.mp4: no such file", missing.getMessage());
  }
}
