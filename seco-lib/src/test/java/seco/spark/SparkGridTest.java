package seco.spark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;
import seco.experiment.LabAblation;
import seco.experiment.Variant;
import seco.run.Progress;
import seco.run.Scale;

@Tag("slow")
@EnabledForJreRange(max = JRE.JAVA_17, disabledReason = "Spark 3.5 runs on JDK 17")
final class SparkGridTest {
  @TempDir Path folder;

  private LabAblation ablation(String runs) {
    return new LabAblation(Scale.SMOKE, 0, folder.resolve("data"), folder.resolve(runs));
  }

  @Test
  void grid_ofTasks_isTheAblationOfThisProcess() throws IOException, InterruptedException {
    List<Long> seeds = List.of(3L);
    LabAblation grid = ablation("grid");
    int[] pieces = {0};
    Progress count = (done, total) -> pieces[0] = 100 * Math.toIntExact(done) / (int) total;

    new SparkGrid(grid, ClusterConfig.local(2)).run(List.of(Variant.values()), seeds, count);

    assertEquals(100, pieces[0]);
    grid.run(seeds, LabAblation.Listener.SILENT).write(folder.resolve("a"), "records");
    ablation("alone").run(seeds, LabAblation.Listener.SILENT).write(folder.resolve("b"), "records");
    assertSame(folder.resolve("b/records.csv"), folder.resolve("a/records.csv"));
    assertEquals(5, sameMetrics());
  }

  /** Requires the runs' metrics to be the same, and counts the runs. */
  private int sameMetrics() throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("alone"))) {
      List<Path> metrics = files.filter(file -> file.endsWith("metrics.csv")).toList();
      for (Path file : metrics) {
        Path other = folder.resolve("grid").resolve(folder.resolve("alone").relativize(file));
        assertSame(file, other);
      }
      return metrics.size();
    }
  }

  private static void assertSame(Path expected, Path actual) throws IOException {
    assertArrayEquals(Files.readAllBytes(expected), Files.readAllBytes(actual), actual.toString());
  }
}
