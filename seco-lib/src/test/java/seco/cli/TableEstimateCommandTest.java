package seco.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the cells of a table would need where no videos are there. */
final class TableEstimateCommandTest {
  @TempDir private Path empty = Path.of("");

  private static Outcome table(String table, Object... more) {
    List<Object> words = new ArrayList<>(List.of("experiment", table, "--json"));
    words.addAll(Arrays.asList(more));
    return Outcome.of(words.toArray());
  }

  private static JsonObject cell(Outcome outcome, String cell) {
    return Runs.done(outcome).json().getAsJsonObject("cells").getAsJsonObject(cell);
  }

  @Test
  void estimate_ofAbsentClips_countsThePublishedVideosOfTheFirstSplit() {
    Outcome outcome = table("table4", "--estimate", "--data", empty, "--preset", "smoke");
    String moco = cell(outcome, "table4-dualvar-moco-ucf101-hmdb51").get("needs").toString();
    assertTrue(moco.contains("10 steps on 9,537 published videos"), moco);
    // 3,570 videos in steps of eight, three epochs; ten clips of each of 1,530.
    assertTrue(moco.contains("1,338 steps on 3,570 published videos"), moco);
    assertTrue(moco.contains("15,300 clips of 1,530 published videos"), moco);
    String k400 = cell(outcome, "table4-dualvar-simclr-k400-ucf101").get("needs").toString();
    assertTrue(k400.contains("10 steps on 240,000 published videos"), k400);
    Outcome table5 =
        table(
            "table5",
            "--estimate",
            "--data",
            empty,
            "--pretrained-on",
            "ucf101",
            "--preset",
            "smoke");
    String found = cell(table5, "table5-dualvar-r1").get("needs").toString();
    assertTrue(found.contains("10 steps on 9,537 published videos"), found);
    assertTrue(found.contains("133,200 clips of 13,320 published videos"), found);
  }

  @Test
  void estimate_ofAbsentClipsOfSecosTables_countsAllTheirVideos() {
    Object[] words = {"--estimate", "--data", empty, "--preset", "smoke", "--row", "3drotnet"};
    String linear =
        cell(table("table2", words), "table2-3drotnet-kinetics").get("needs").toString();
    assertTrue(linear.contains("10 steps on 240,000 published videos"), linear);
    assertTrue(linear.contains("2,600,000 clips of 260,000 published videos"), linear);
    String tuned = cell(table("table3", words), "table3-3drotnet-hmdb51").get("needs").toString();
    assertTrue(tuned.contains("fine-tuning of 1 split:"), tuned);
    assertTrue(tuned.contains("1,338 steps on 3,570 published videos"), tuned);
  }

  @Test
  void estimate_ofAbsentVideos_countsThePublishedOnes() {
    Outcome outcome =
        table(
            "table3",
            "--row",
            "seco",
            "--column",
            "hmdb51",
            "--preset",
            "smoke",
            "--estimate",
            "--data",
            empty,
            "--start",
            "random");
    String needs = cell(outcome, "table3-seco-hmdb51").get("needs").toString();
    assertTrue(needs.contains("12 steps on 240,000 published videos"), needs);
    // 3,570 videos in steps of 2 x 2, two epochs; 1,530 videos in 25 frames of 3 crops.
    assertTrue(needs.contains("1,784 steps on 3,570 published videos"), needs);
    assertTrue(needs.contains("114,750 views of 1,530 published videos"), needs);
  }
}
