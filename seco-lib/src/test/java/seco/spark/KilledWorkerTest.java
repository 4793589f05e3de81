package seco.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;
import seco.run.Progress;
import seco.video.FrameStoreConfig;
import seco.video.FrameStoreWriter;
import seco.video.StoreFiles;
import seco.video.StoreParts;
import seco.video.TestVideos;
import seco.video.VideoList;

/** A real cluster of one master and two workers, one of which is killed in the middle. */
@Tag("slow")
@EnabledForJreRange(max = JRE.JAVA_17, disabledReason = "Spark 3.5 runs on JDK 17")
final class KilledWorkerTest {
  private static final FrameStoreConfig CONFIG = new FrameStoreConfig(0, 96, 95);
  private static final int VIDEOS = 160; // ten shards

  @TempDir Path folder;

  private VideoList list() throws IOException {
    TestVideos.write(folder.resolve("videos/a.mp4"), 60, 160, 120);
    TestVideos.write(folder.resolve("videos/b.mp4"), 45, 120, 160);
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < VIDEOS; i++) {
      lines.add(i % 20 == 7 ? "none.mp4 6 0" : i % 3 == 0 ? "b.mp4 45 1" : "a.mp4 60 0");
    }
    return VideoList.read(Files.write(folder.resolve("list.txt"), lines));
  }

  /** How many files of a name's form are in the folder of the store that is being built. */
  private long building(String form) throws IOException {
    Path building = folder.resolve("store.partial");
    if (!Files.isDirectory(building)) {
      return 0;
    }
    try (Stream<Path> files = Files.list(building)) {
      return files.filter(file -> file.toString().matches(form)).count();
    }
  }

  @Test
  @Timeout(value = 300, unit = TimeUnit.SECONDS)
  void store_ofTwoWorkersOneOfThemKilled_isThatOfThisProcess() throws Exception {
    VideoList list = list();
    ExecutorService driver = Executors.newSingleThreadExecutor();
    try (StandaloneCluster cluster = new StandaloneCluster(folder.resolve("cluster"), 2)) {
      Future<StoreParts.Summary> made = driver.submit(() -> make(cluster.config()));
      while (building(".*\\.jpgs") == 0 || partials() < 2) {
        if (made.isDone()) {
          made.get();
        }
        assertFalse(made.isDone(), "the store was finished before both workers were at work");
        Thread.sleep(5);
      }

      assertEquals(1, cluster.kill(0), cluster.words());

      assertFalse(Files.exists(folder.resolve("store")), "killed before the end");
      assertTrue(building(".*\\.index") < 10, "killed before the end");
      assertEquals(VIDEOS - 8, finished(made, cluster).videos());
    } finally {
      driver.shutdownNow();
    }
    Path alone = folder.resolve("alone");
    new FrameStoreWriter(list, folder.resolve("videos"), CONFIG, true)
        .write(alone, 2, Progress.SILENT);
    StoreFiles.assertSame(alone, folder.resolve("store"));
    assertFalse(Files.exists(folder.resolve("store.partial")));
  }

  private static StoreParts.Summary finished(
      Future<StoreParts.Summary> made, StandaloneCluster cluster) throws Exception {
    try {
      return made.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(cluster.words(), e);
    }
  }

  /** Shards in the making: one for each executor. */
  private long partials() throws IOException {
    return building(".*\\.jpgs\\..*\\.partial");
  }

  private StoreParts.Summary make(ClusterConfig config) throws IOException {
    FramesJob job =
        new FramesJob(
            new Place(folder.resolve("list.txt").toString()),
            new Place(folder.resolve("videos").toString()),
            new Place(folder.resolve("store").toString()),
            CONFIG,
            true);
    try (Staging staging = Staging.of(config)) {
      return new SparkFrames(job, config, staging).make(Progress.SILENT);
    }
  }
}
