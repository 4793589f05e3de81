package seco.spark;

import java.util.Map;
import seco.InputException;

/**
 * Which machines work, and how.
 *
 * @param master Spark's URL: {@code local[*]}, {@code local[4]}, {@code spark://host:7077}
 * @param threads of a task of tensors, and the cores that it takes, where the master is not local;
 *     there all cores work on one task at a time, with the threads of this process
 * @param settings of Spark by their names, such as {@code spark.executor.memory}; they go before
 *     those that are chosen here
 */
public record ClusterConfig(String master, int threads, Map<String, String> settings) {
  /** The JDK of Spark 3.5. */
  private static final int JDK = 17;

  public ClusterConfig {
    settings = Map.copyOf(settings);
    if (threads < 1) {
      throw new InputException("threads " + threads + ": must be at least 1");
    }
    if (isLocal(master) && localCores(master) < 1) {
      throw new InputException("master '" + master + "': needs a core");
    }
    for (String name : settings.keySet()) {
      if (!name.startsWith("spark.")) {
        throw new InputException("'" + name + "' is no setting of Spark, they begin with spark.");
      }
    }
  }

  /** This machine's cores. */
  public static ClusterConfig local(int cores) {
    return new ClusterConfig("local[" + cores + "]", 1, Map.of());
  }

  /** Whether the work is done in this process. */
  boolean isLocal() {
    return isLocal(master);
  }

  private static boolean isLocal(String master) {
    return master.equals("local") || master.startsWith("local[");
  }

  /** The cores of a local master. */
  int localCores() {
    return localCores(master);
  }

  private static int localCores(String master) {
    String count = master.replaceFirst("^local\\[?([^,\\]]*).*", "$1").strip();
    if (count.isEmpty()) {
      return 1;
    }
    try {
      return count.equals("*")
          ? Runtime.getRuntime().availableProcessors()
          : Integer.parseInt(count);
    } catch (NumberFormatException e) {
      throw new InputException("master '" + master + "': local[N] or local[*] is meant?", e);
    }
  }

  /**
   * Requires that this process can talk to Spark.
   *
   * @throws InputException naming what to do
   */
  public static void requireSpark() {
    int jdk = Runtime.version().feature();
    if (jdk != JDK) {
      throw new InputException(
          "Spark 3.5 runs on JDK 17, this is JDK "
              + jdk
              + ": install one and start with JAVA_HOME=/its/folder");
    }
    try {
      Class.forName("org.apache.spark.SparkContext", false, ClusterConfig.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new InputException(
          "Spark is not on the class path: start with environment/seco spark, which finds it", e);
    }
  }
}
