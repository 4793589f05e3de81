package seco.video;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import seco.ChildJvm;
import seco.InputException;
import seco.run.Progress;

/** A store's making, disturbed: interruptions, second writers, full disks, bad places. */
class FrameStoreWriterTest {
  private static final FrameStoreConfig CONFIG = new FrameStoreConfig(0, 48, 95);

  @TempDir Path folder;

  private VideoList videos(int count) throws IOException {
    return VideoList.read(TestVideos.list(folder.resolve("videos"), count, 6, 3));
  }

  private FrameStoreWriter writer(VideoList list) {
    return new FrameStoreWriter(list, folder.resolve("videos"), CONFIG, false);
  }

  private List<String> left() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.equals("videos"))
          .sorted()
          .toList();
    }
  }

  /** Stops the work when a number of videos are done. */
  private static Progress stopAfter(int videos) {
    return (done, total) -> {
      if (done == videos) {
        throw new IllegalStateException("stopped");
      }
    };
  }

  @Test
  void write_afterAnInterruption_keepsFinishedShards() throws IOException {
    VideoList list = videos(20); // shards of 16 and 4
    Path whole = folder.resolve("whole");
    writer(list).write(whole, 1, Progress.SILENT);
    Path target = folder.resolve("store");
    assertThrows(IllegalStateException.class, () -> writer(list).write(target, 1, stopAfter(18)));
    assertEquals(List.of("store.partial", "whole"), left());
    for (int i = 0; i < 16; i++) { // a second decoding of these would fail
      Path video = folder.resolve("videos/clip " + i + ".mp4");
      Files.write(video, new byte[(int) Files.size(video)]);
    }
    writer(list).write(target, 1, Progress.SILENT);
    assertEquals(List.of("store", "whole"), left());
    for (String name : List.of("shard-00000.jpgs", "shard-00001.index", "manifest.json")) {
      assertArrayEquals(
          Files.readAllBytes(whole.resolve(name)), Files.readAllBytes(target.resolve(name)), name);
    }
  }

  @Test
  void write_afterAnInterruptionWithOtherSettings_beginsAnew() throws IOException {
    VideoList list = videos(20);
    Path target = folder.resolve("store");
    assertThrows(IllegalStateException.class, () -> writer(list).write(target, 1, stopAfter(18)));
    new FrameStoreWriter(list, folder.resolve("videos"), new FrameStoreConfig(2, 24, 95), false)
        .write(target, 1, Progress.SILENT);
    try (FrameStore store = FrameStore.open(target)) {
      assertEquals(2 * 20, store.frames());
      assertEquals(24, store.video(0).height());
    }
  }

  @Test
  void write_stoppedBeforeAShardIsFinished_leavesNothing() throws IOException {
    VideoList list = videos(3);
    assertThrows(
        IllegalStateException.class,
        () -> writer(list).write(folder.resolve("store"), 1, stopAfter(2)));
    assertEquals(List.of(), left());
  }

  @Test
  void write_whileAnotherStoreIsMadeThere_isRefusedAndDoesNotDisturb() throws IOException {
    VideoList list = videos(3);
    Path target = folder.resolve("store");
    AtomicReference<Throwable> second = new AtomicReference<>();
    writer(list)
        .write(
            target,
            1,
            (done, total) -> {
              if (done == 2) {
                second.set(
                    assertThrows(
                        InputException.class,
                        () ->
                            new FrameStoreWriter(
                                    list,
                                    folder.resolve("videos"),
                                    new FrameStoreConfig(2, 24, 95),
                                    false)
                                .write(target, 1, Progress.SILENT)));
              }
            });
    assertTrue(second.get().getMessage().contains("being written by another process"));
    try (FrameStore store = FrameStore.open(target)) {
      store.verify();
    }
  }

  @Test
  void write_intoAFile_isRefused() throws IOException {
    VideoList list = videos(1);
    Path file = Files.writeString(folder.resolve("file"), "kept");
    for (Path target : List.of(file.resolve("store"), file.resolve("a/b/store"), file)) {
      InputException e =
          assertThrows(InputException.class, () -> writer(list).write(target, 1, Progress.SILENT));
      assertTrue(e.getMessage().contains(file.toString()), e.getMessage());
    }
    assertEquals(List.of("file"), left());
    assertEquals("kept", Files.readString(file));
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "needs ulimit")
  void write_onAFullDisk_failsByNameAndLeavesNothingHalfWritten() throws Exception {
    VideoList list = videos(3);
    Path target = folder.resolve("store");
    ChildJvm.Result result =
        ChildJvm.runWithFileLimit(
            8, ChildJvm.command(WriteStore.class, list.file(), folder.resolve("videos"), target));
    assertNotEquals(0, result.code(), result.output());
    assertTrue(result.output().contains("shard-00000.jpgs: could not be written"), result.output());
    assertEquals(List.of(), left());
    writer(list).write(target, 1, Progress.SILENT); // the same call, with room
    try (FrameStore store = FrameStore.open(target)) {
      store.verify();
    }
  }

  /** Writes a store in a process of its own. */
  static final class WriteStore {
    private WriteStore() {}

    public static void main(String[] arguments) throws IOException {
      VideoList list = VideoList.read(Path.of(arguments[0]));
      new FrameStoreWriter(list, Path.of(arguments[1]), CONFIG, false)
          .write(Path.of(arguments[2]), 1, Progress.SILENT);
    }
  }
}
