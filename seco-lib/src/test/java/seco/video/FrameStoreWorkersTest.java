package seco.video;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import seco.ChildJvm;
import seco.run.Progress;

/** A store made by several processes at the same time. */
class FrameStoreWorkersTest {
  private static final FrameStoreConfig CONFIG = new FrameStoreConfig(3, 48, 95);
  private static final int VIDEOS = 90; // six shards

  @TempDir Path folder;

  private VideoList list() throws IOException {
    Path root = folder.resolve("videos");
    TestVideos.write(root.resolve("a.mp4"), 6, 64, 48);
    TestVideos.write(root.resolve("b.mp4"), 9, 48, 64);
    Files.createFile(root.resolve("empty.mp4"));
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < VIDEOS; i++) {
      lines.add(i % 20 == 7 ? "empty.mp4 6 0" : i % 3 == 0 ? "b.mp4 9 1" : "a.mp4 6 0");
    }
    return VideoList.read(Files.write(folder.resolve("list.txt"), lines));
  }

  private Path madeAlone(VideoList list) throws IOException {
    Path alone = folder.resolve("alone");
    new FrameStoreWriter(list, folder.resolve("videos"), CONFIG, true)
        .write(alone, 1, Progress.SILENT);
    return alone;
  }

  private Process start(String name, VideoList list, Path target, int pause) throws IOException {
    return new ProcessBuilder(
            ChildJvm.command(
                WriteSlowly.class, list.file(), folder.resolve("videos"), target, pause))
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve(name + ".txt").toFile())
        .start();
  }

  private static void assertEndsWell(Process process, Path output) throws Exception {
    assertEquals(0, process.waitFor(), Files.readString(output));
  }

  private static long claims(Path building) throws IOException {
    Path workers = building.resolve(".workers");
    if (!Files.isDirectory(workers)) {
      return 0;
    }
    try (Stream<Path> files = Files.list(workers)) {
      return files.filter(file -> file.toString().endsWith(".claim")).count();
    }
  }

  @Test
  @Timeout(value = 300, unit = TimeUnit.SECONDS)
  void store_ofThreeProcessesOneOfThemKilled_isTheSame() throws Exception {
    VideoList list = list();
    Path target = folder.resolve("store");
    Path building = folder.resolve("store.partial");
    Process killed = start("killed", list, target, 500);
    while (claims(building) == 0 || !hasPartialShard(building)) {
      assertTrue(killed.isAlive(), Files.readString(folder.resolve("killed.txt")));
      Thread.sleep(10);
    }
    Process second = start("second", list, target, 10);
    Process third = start("third", list, target, 10);
    killed.destroyForcibly().waitFor();
    assertFalse(Files.exists(target), "the first process was killed before the end");
    assertEndsWell(second, folder.resolve("second.txt"));
    assertEndsWell(third, folder.resolve("third.txt"));
    StoreFiles.assertSame(madeAlone(list), target);
    assertFalse(Files.exists(building));
    try (FrameStore store = FrameStore.open(target)) {
      store.verify();
    }
  }

  private static boolean hasPartialShard(Path building) throws IOException {
    try (Stream<Path> files = Files.list(building)) {
      return files.anyMatch(file -> file.toString().endsWith(ShardWriter.PARTIAL_SUFFIX));
    }
  }

  @Test
  void store_ofSeveralWritersAtOnce_isTheSameAndEachReturnsIt() throws Exception {
    VideoList list = list();
    Path target = folder.resolve("store");
    List<Thread> writers = new ArrayList<>();
    List<List<OmittedVideo>> omitted = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      Thread writer =
          new Thread(
              () -> {
                try {
                  List<OmittedVideo> left =
                      new FrameStoreWriter(list, folder.resolve("videos"), CONFIG, true)
                          .write(target, 2, Progress.SILENT);
                  synchronized (omitted) {
                    omitted.add(left);
                  }
                } catch (IOException e) {
                  throw new java.io.UncheckedIOException(e);
                }
              });
      writers.add(writer);
      writer.start();
    }
    for (Thread writer : writers) {
      writer.join();
    }
    assertEquals(3, omitted.size());
    assertEquals(5, omitted.get(0).size());
    assertEquals(omitted.get(0), omitted.get(1));
    assertEquals(omitted.get(0), omitted.get(2));
    StoreFiles.assertSame(madeAlone(list), target);
  }

  @Test
  void omissions_sayNothingOfTheFolder() throws IOException {
    VideoList list = list();
    Path alone = madeAlone(list);
    Path elsewhere = Files.move(folder.resolve("videos"), folder.resolve("elsewhere"));
    Path other = folder.resolve("other");
    new FrameStoreWriter(list, elsewhere, CONFIG, true).write(other, 1, Progress.SILENT);
    StoreFiles.assertSame(alone, other);
    try (FrameStore store = FrameStore.open(other)) {
      assertEquals("empty.mp4: the file is empty", store.omitted().get(0).reason());
      assertEquals(7, store.omitted().get(0).number());
    }
  }

  /** Writes a store in a process of its own, with a pause after each video. */
  static final class WriteSlowly {
    private WriteSlowly() {}

    public static void main(String[] arguments) throws IOException {
      VideoList list = VideoList.read(Path.of(arguments[0]));
      long pause = Long.parseLong(arguments[3]);
      new FrameStoreWriter(list, Path.of(arguments[1]), CONFIG, true)
          .write(
              Path.of(arguments[2]),
              1,
              (done, total) -> {
                try {
                  Thread.sleep(pause);
                } catch (InterruptedException e) {
                  throw new IllegalStateException(e);
                }
              });
    }
  }
}
