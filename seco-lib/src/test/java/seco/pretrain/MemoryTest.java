package seco.pretrain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import seco.loss.Task;
import seco.run.Progress;
import seco.video.FrameStore;
import seco.video.FrameStoreConfig;
import seco.video.FrameStoreWriter;
import seco.video.TestVideos;
import seco.video.VideoList;

/** Native memory stays where it is, however long a training runs. */
class MemoryTest {
  private static final int STEPS = 300;
  private static final int WARMUP = 100;
  private static final long MOST_GROWTH_MEGABYTES = 60;

  @TempDir Path folder;

  private static PretrainConfig tiny(Set<Task> tasks) {
    return PretrainConfig.smoke()
        .withTasks(tasks)
        .with("encoder.trunk.width", 4)
        .with("patches.pixels", 16)
        .with("optimization.length", STEPS);
  }

  private FrameStore store() throws IOException {
    VideoList list = VideoList.read(TestVideos.list(folder, 8, 6, 2));
    Path target = folder.resolve("store");
    new FrameStoreWriter(list, folder, FrameStoreConfig.standard(), false)
        .write(target, 2, Progress.SILENT);
    return FrameStore.open(target);
  }

  @Test
  void arraysAndResidentSize_over300Steps_stayFlat() throws Exception {
    try (FrameStore store = store()) {
      assertFlat(store, tiny(Set.of(Task.INTER, Task.INTRA, Task.ORDER)), "seco");
      assertFlat(store, tiny(Set.of(Task.FRAMES)), "moco");
    }
  }

  private void assertFlat(FrameStore store, PretrainConfig config, String name) throws Exception {
    long arrays = -1;
    long resident = -1;
    try (Pretraining training = Pretraining.start(config, store, folder.resolve(name), null)) {
      NDManager root = LiveResources.rootOf(training.learner().queue().rows());
      while (training.hasNext()) {
        training.next();
        if (training.stepsDone() == WARMUP) {
          arrays = LiveResources.arrays(root);
          resident = residentMegabytes();
        } else if (training.stepsDone() > WARMUP) {
          assertEquals(
              arrays, LiveResources.arrays(root), "arrays after step " + training.stepsDone());
        }
      }
      assertEquals(STEPS, training.stepsDone());
      assertTrue(arrays > 0, "no array was counted");
      long growth = residentMegabytes() - resident;
      System.out.printf("%s: %d arrays, %d MB grown%n", name, arrays, growth);
      Assumptions.assumeTrue(resident >= 0, "this system does not tell the resident size");
      assertTrue(growth < MOST_GROWTH_MEGABYTES, growth + " MB in 200 steps");
    }
  }

  /**
   * What the process holds in memory. The Java heap is cut back first, so that it hardly counts.
   */
  private static long residentMegabytes() throws IOException {
    System.gc();
    Path status = Path.of("/proc/self/status");
    if (!Files.isReadable(status)) {
      return -1;
    }
    String line =
        Files.readAllLines(status).stream().filter(l -> l.startsWith("VmRSS:")).findFirst().get();
    return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
  }
}
