package seco.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.apache.spark.util.Utils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import scala.jdk.javaapi.CollectionConverters;
import seco.InputException;

final class ClusterConfigTest {
  @ParameterizedTest
  @CsvSource({"local, 1", "local[3], 3", "'local[4,2]', 4", "'local[ 5 ]', 5"})
  void localMaster_saysItsCores(String master, int cores) {
    assertEquals(cores, new ClusterConfig(master, 1, Map.of()).localCores());
  }

  @ParameterizedTest
  @ValueSource(strings = {"local[0]", "local[many]", "local[-1]"})
  void localMaster_withoutCores_isRefused(String master) {
    assertThrows(InputException.class, () -> new ClusterConfig(master, 1, Map.of()));
  }

  @Test
  void settingOfAnother_isRefused() {
    Map<String, String> other = Map.of("executor.memory", "1g");
    assertThrows(InputException.class, () -> new ClusterConfig("local", 1, other));
  }

  @Test
  void executors_haveTheSettingsOfThisProcess_butTheirOwnThreads() {
    String name = "org.bytedeco.javacpp.cachedir.trial";
    String value = "/a folder/with \"quotes\" and \\";
    System.setProperty(name, value);
    try {
      Map<String, String> settings = ExecutorSettings.of(3);
      List<String> options =
          CollectionConverters.asJava(
              Utils.splitCommandString(settings.get("spark.executor.extraJavaOptions")));
      assertEquals(1, options.stream().filter(("-D" + name + "=" + value)::equals).count());
      assertEquals(
          List.of("-Dai.djl.pytorch.num_threads=3"),
          options.stream().filter(option -> option.contains("num_threads")).toList());
      assertEquals("3", settings.get("spark.executorEnv.OMP_NUM_THREADS"));
    } finally {
      System.clearProperty(name);
    }
  }
}
