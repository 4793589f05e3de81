package seco.spark;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a process that works for this one is told: the settings of this one, but its own threads.
 */
final class ExecutorSettings {
  private static final List<String> VARIABLES =
      List.of(
          "DJL_CACHE_DIR",
          "DJL_OFFLINE",
          "GOMP_SPINCOUNT",
          "LC_ALL",
          "OMP_WAIT_POLICY",
          "PYTORCH_FLAVOR",
          "PYTORCH_LIBRARY_PATH",
          "PYTORCH_VERSION",
          "SECO_COMMIT",
          "SECO_SCALE");

  private static final List<String> PROPERTIES =
      List.of("ai.djl.", "org.bytedeco.", "org.slf4j.simpleLogger.");

  private static final List<String> EXACTLY = List.of("java.awt.headless", "file.encoding");

  private static final String THREADS = "ai.djl.pytorch.num_threads";

  private ExecutorSettings() {}

  /** Spark's settings that say so. */
  static Map<String, String> of(int threads) {
    Map<String, String> settings = new TreeMap<>();
    for (String name : VARIABLES) {
      String value = System.getenv(name);
      if (value != null) {
        settings.put("spark.executorEnv." + name, value);
      }
    }
    settings.put("spark.executorEnv.OMP_NUM_THREADS", Integer.toString(threads));
    settings.put("spark.executor.extraJavaOptions", options(threads));
    return settings;
  }

  private static String options(int threads) {
    Stream<String> own =
        System.getProperties().stringPropertyNames().stream()
            .filter(name -> !name.equals(THREADS))
            .filter(
                name -> EXACTLY.contains(name) || PROPERTIES.stream().anyMatch(name::startsWith))
            .sorted()
            .map(name -> option(name, System.getProperty(name)));
    return Stream.concat(own, Stream.of(option(THREADS, Integer.toString(threads))))
        .collect(Collectors.joining(" "));
  }

  /** An option as Spark splits its list of them: blanks may stand in quotes. */
  private static String option(String name, String value) {
    String quoted = value.replace("\\", "\\\\").replace("\"", "\\\"");
    return "\"-D" + name + "=" + quoted + "\"";
  }
}
