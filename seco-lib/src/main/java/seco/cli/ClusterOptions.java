package seco.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import seco.spark.ClusterConfig;

/** The options that say which machines work. */
final class ClusterOptions {
  @Option(
      names = "--master",
      paramLabel = "URL",
      description =
          "Spark's master, for example spark://host:7077 (default local[*], this machine's cores).")
  private String master = "local[*]";

  @Option(
      names = "--threads",
      paramLabel = "N",
      description =
          "Cores of a cluster that a task of tensors takes (default 1); numbers of a training"
              + " depend on them. On this machine alone a task has all cores.")
  private int threads = 1;

  @Option(
      names = "--driver-host",
      paramLabel = "HOST",
      description = "Name under which the cluster reaches this machine (default: Spark's guess).")
  private @Nullable String driverHost;

  @Option(
      names = "--conf",
      paramLabel = "NAME=VALUE",
      description = "A setting of Spark, for example spark.executor.memory=8g; may be repeated.")
  private final Map<String, String> conf = new LinkedHashMap<>();

  /** Requires options that can be, and a process that can talk to Spark. */
  void check() {
    var unused = config();
    ClusterConfig.requireSpark();
  }

  ClusterConfig config() {
    Options.requireWithin("--threads", threads, 1, 1024);
    Map<String, String> settings = new LinkedHashMap<>(conf);
    if (driverHost != null) {
      settings.put("spark.driver.host", driverHost);
    }
    return Options.of("--conf", () -> new ClusterConfig(master, threads, settings));
  }
}
