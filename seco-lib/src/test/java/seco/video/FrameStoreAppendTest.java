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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import seco.InputException;
import seco.run.Progress;

/** A store that grows with its list. */
class FrameStoreAppendTest {
  private static final FrameStoreConfig CONFIG = new FrameStoreConfig(2, 24, 90);

  @TempDir Path folder;

  private Path root() {
    return folder.resolve("videos");
  }

  /** Videos of which the first are others than the later, so that they can be destroyed. */
  private VideoList list(int videos, int early) throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < videos; i++) {
      String name = i == 5 ? "none.mp4" : i < early ? "early.mp4" : "late.mp4";
      lines.add(name + " 4 " + i % 3);
    }
    return VideoList.read(Files.write(folder.resolve("list" + videos + ".txt"), lines));
  }

  private FrameStoreWriter writer(VideoList list) {
    return new FrameStoreWriter(list, root(), CONFIG, true);
  }

  private void makeVideos() throws IOException {
    TestVideos.write(root().resolve("early.mp4"), 4, 64, 48);
    TestVideos.write(root().resolve("late.mp4"), 4, 48, 48);
  }

  /** A second decoding of it would be refused. */
  private void destroyEarly() throws IOException {
    Path file = root().resolve("early.mp4");
    Files.write(file, new byte[(int) Files.size(file)]);
  }

  @ParameterizedTest
  @CsvSource({"16,40", "20,40", "20,21", "200,300", "257,300"})
  void appended_isTheStoreMadeAtOnce_withoutDecodingAgain(int before, int after)
      throws IOException {
    makeVideos();
    Path whole = folder.resolve("whole");
    writer(list(after, before)).write(whole, 1, Progress.SILENT);
    Path target = folder.resolve("store");
    writer(list(before, before)).write(target, 1, Progress.SILENT);
    destroyEarly();

    List<OmittedVideo> omitted = writer(list(after, before)).append(target, 2, Progress.SILENT);

    assertEquals(1, omitted.size());
    StoreFiles.assertSame(whole, target);
    assertFalse(Files.exists(folder.resolve("store.partial")));
    assertFalse(Files.exists(folder.resolve("store.replaced")));
  }

  @Test
  void append_ofTheSameList_leavesTheStore() throws IOException {
    makeVideos();
    Path target = folder.resolve("store");
    writer(list(20, 20)).write(target, 1, Progress.SILENT);
    destroyEarly();
    writer(list(20, 20)).append(target, 1, Progress.SILENT);
  }

  @Test
  void append_ofAnotherListOrOtherSettings_isRefused() throws IOException {
    makeVideos();
    Path target = folder.resolve("store");
    writer(list(20, 20)).write(target, 1, Progress.SILENT);
    var before = StoreFiles.of(target);
    VideoList other = list(40, 10);
    VideoList longer = list(41, 20);
    FrameStoreConfig larger = new FrameStoreConfig(2, 32, 90);
    for (FrameStoreWriter writer :
        List.of(writer(other), new FrameStoreWriter(longer, root(), larger, true))) {
      InputException e =
          assertThrows(InputException.class, () -> writer.append(target, 1, Progress.SILENT));
      assertTrue(e.getMessage().contains("choose another folder"), e.getMessage());
    }
    assertEquals(before, StoreFiles.of(target));
  }

  @Test
  void append_toAStoreWithADamagedShard_isRefused_becauseItsFramesAreCopied() throws IOException {
    makeVideos();
    Path target = folder.resolve("store");
    writer(list(20, 20)).write(target, 1, Progress.SILENT);
    Path shard = target.resolve("shard-00001.jpgs");
    byte[] bytes = Files.readAllBytes(shard);
    bytes[bytes.length / 2] ^= 1;
    Files.write(shard, bytes);
    InputException e =
        assertThrows(
            InputException.class, () -> writer(list(40, 20)).append(target, 1, Progress.SILENT));
    assertTrue(e.getMessage().contains(shard + ": content differs"), e.getMessage());
    assertTrue(e.getMessage().contains("repair"), e.getMessage());
  }

  @Test
  void append_interrupted_leavesTheFormerStoreAndGoesOn() throws IOException {
    makeVideos();
    Path whole = folder.resolve("whole");
    writer(list(60, 20)).write(whole, 1, Progress.SILENT);
    Path target = folder.resolve("store");
    writer(list(20, 20)).write(target, 1, Progress.SILENT);
    var before = StoreFiles.of(target);
    assertThrows(
        IllegalStateException.class,
        () ->
            writer(list(60, 20))
                .append(
                    target,
                    1,
                    (done, total) -> {
                      if (done == 50) {
                        throw new IllegalStateException("stopped");
                      }
                    }));
    assertEquals(before, StoreFiles.of(target));
    writer(list(60, 20)).append(target, 1, Progress.SILENT);
    StoreFiles.assertSame(whole, target);
  }
}
