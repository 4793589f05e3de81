package seco.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;
import seco.run.RunRecords;

@Tag("slow")
final class AblationCommandTest {
  @TempDir private Path folder;

  /** The command at smoke scale, in a process of its own that is told so. */
  private JsonObject ablation(String runs, String... words)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("env", "SECO_SCALE=smoke", "SECO_COMMIT=abc"));
    command.add("SECO_DATA=" + folder.resolve("data"));
    List<Object> all = new ArrayList<>(List.of("experiment", "ablation", "--json"));
    all.addAll(List.of("--runs", folder.resolve(runs), "--out", folder.resolve(runs + "-records")));
    all.addAll(List.of("--seeds", 3, "--scene-bias", 0));
    all.addAll(List.of(words));
    List<String> java = Outcome.command(Main.class, all.toArray());
    Path spark = Path.of("../environment/spark.options").toAbsolutePath().normalize();
    java.add(1, "@" + spark);
    command.addAll(java);
    Outcome outcome = Outcome.ofProcess(command);
    assertEquals(0, outcome.code(), outcome.err());
    return outcome.json();
  }

  @Test
  @EnabledForJreRange(max = JRE.JAVA_17, disabledReason = "Spark 3.5 runs on JDK 17")
  void chosenRows_haveRecordsOfTheirOwnName_onAClusterTheSame()
      throws IOException, InterruptedException {
    JsonObject here = ablation("here", "--rows", "random,intra", "--name", "alone");
    ablation("there", "--rows", "random,intra", "--spark", "local[1]");

    Path file = folder.resolve("here-records/ablation-smoke-bias0.00-alone.csv");
    assertEquals(file.toString(), here.get("records").getAsString());
    RunRecords records = RunRecords.read(file);
    assertEquals(List.of("random", "intra"), records.variants());
    assertEquals(
        records.value("intra", 3, "top1").orElseThrow(),
        here.getAsJsonObject("top1").get("intra").getAsDouble());
    assertTrue(records.value("intra", 3, "arrowTop1").isPresent());
    assertEquals(
        Files.readString(file),
        Files.readString(folder.resolve("there-records/ablation-smoke-bias0.00-random-intra.csv")));
  }

  @Test
  void anAxis_isARowForEachValue_andTheAblationsOwnIsTrainedOnce()
      throws IOException, InterruptedException {
    ablation("axis", "--rows", "inter+intra+order");
    JsonObject axis = ablation("axis", "--axis", "equation3");

    Path file = folder.resolve("axis-records/ablation-smoke-bias0.00-equation3.csv");
    assertEquals(file.toString(), axis.get("records").getAsString());
    RunRecords records = RunRecords.read(file);
    assertEquals(List.of("equation3=paper", "equation3=code"), records.variants());
    RunRecords own =
        RunRecords.read(
            folder.resolve("axis-records/ablation-smoke-bias0.00-inter+intra+order.csv"));
    assertEquals(
        own.value("inter+intra+order", 3, "top1"), records.value("equation3=paper", 3, "top1"));
  }
}
