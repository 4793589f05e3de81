package seco.spark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
import seco.compile.Precision;
import seco.experiment.FeatureTask;
import seco.experiment.FeatureTask.Origin;
import seco.experiment.FeatureWork;
import seco.run.Progress;
import seco.video.FrameStoreConfig;
import seco.video.FrameStoreWriter;
import seco.video.TestVideos;
import seco.video.VideoList;

/** Features on a real cluster of one master and two workers, one of which is killed. */
@Tag("slow")
@EnabledForJreRange(max = JRE.JAVA_17, disabledReason = "Spark 3.5 runs on JDK 17")
final class KilledFeaturesWorkerTest {
  private static final int VIDEOS = 32;

  @TempDir Path folder;

  private FeatureTask task(String out) {
    return new FeatureTask(
        Origin.RANDOM,
        "",
        "smoke",
        1,
        folder.resolve("store").toString(),
        "",
        folder.resolve(out).toString(),
        2048, // a video a chunk
        160,
        Precision.FLOAT32);
  }

  private void makeStore() throws IOException {
    VideoList list = VideoList.read(TestVideos.list(folder, VIDEOS, 12, 3));
    new FrameStoreWriter(list, folder, FrameStoreConfig.standard(), false)
        .write(folder.resolve("store"), 2, Progress.SILENT);
  }

  private List<Path> finished() throws IOException {
    Path chunks = folder.resolve("cluster.safetensors.chunks");
    if (!Files.isDirectory(chunks)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(chunks)) {
      return files.filter(file -> file.getFileName().toString().startsWith("chunk-")).toList();
    }
  }

  @Test
  @Timeout(value = 300, unit = TimeUnit.SECONDS)
  void features_ofTwoWorkersOneOfThemKilled_areThoseOfThisProcess() throws Exception {
    makeStore();
    ExecutorService driver = Executors.newSingleThreadExecutor();
    try (StandaloneCluster cluster = new StandaloneCluster(folder.resolve("cluster"), 2)) {
      Future<Integer> made = driver.submit(() -> make(cluster.config()));
      while (finished().size() < 2) {
        if (made.isDone()) {
          made.get();
        }
        assertFalse(made.isDone(), "finished before a worker was killed");
        Thread.sleep(5);
      }

      assertEquals(1, cluster.kill(0), cluster.words());

      assertFalse(Files.exists(folder.resolve("cluster.safetensors")), "killed before the end");
      assertTrue(finished().size() < VIDEOS, "killed before the end");
      try {
        assertEquals(VIDEOS, made.get());
      } catch (ExecutionException e) {
        throw new IllegalStateException(cluster.words(), e);
      }
    } finally {
      driver.shutdownNow();
    }
    try (FeatureWork alone = task("alone.safetensors").open()) {
      alone.file().begin();
      alone.make(alone.file().missing(), Progress.SILENT);
      alone.file().finish();
    }
    for (String ending : List.of(".safetensors", ".csv")) {
      assertArrayEquals(
          Files.readAllBytes(folder.resolve("alone" + ending)),
          Files.readAllBytes(folder.resolve("cluster" + ending)));
    }
    assertFalse(Files.exists(folder.resolve("cluster.safetensors.chunks")));
  }

  private int make(ClusterConfig config) throws IOException {
    try (Staging staging = Staging.of(config);
        SparkFeatures features = new SparkFeatures(task("cluster.safetensors"), config, staging)) {
      return features.make(Progress.SILENT);
    }
  }
}
