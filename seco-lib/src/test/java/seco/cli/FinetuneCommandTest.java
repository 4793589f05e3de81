package seco.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FinetuneCommandTest {
  @TempDir private Path folder;

  private static JsonObject done(Object... words) {
    Outcome outcome = Outcome.of(Stream.concat(Stream.of(words), Stream.of("--json")).toArray());
    assertEquals(0, outcome.code(), outcome.err());
    return outcome.json();
  }

  private void refused(String part, Object... words) {
    Outcome outcome = Outcome.of(words);
    assertEquals(2, outcome.code(), outcome.err());
    assertTrue(outcome.err().contains(part), outcome.err());
    assertEquals("", outcome.out());
  }

  @Test
  void network_ofAPretraining_isTunedTestedAndCompared() throws IOException {
    Path pretraining = folder.resolve("pretraining");
    Path train = SmallLab.store();
    Path test = SmallLab.folder().resolve("test");
    done("pretrain", "--store", train, "--preset", "smoke", "--run", pretraining);
    Path run = folder.resolve("run");
    JsonObject tuned =
        done(
            "finetune",
            "train",
            "--store",
            train,
            "--test-store",
            test,
            "--weights",
            pretraining,
            "--preset",
            "smoke",
            "--run",
            run);
    assertEquals(10, tuned.get("steps").getAsInt(), "two epochs of twenty videos, four a step");
    refused("holds a run already", "finetune", "train", "--store", train, "--random", "--run", run);
    JsonObject resumed = done("finetune", "train", "--run", run, "--resume");
    assertEquals(tuned.get("loss"), resumed.get("loss"));

    JsonObject judged = done("finetune", "test", "--run", run);
    assertEquals(20, judged.get("videos").getAsInt());
    assertEquals("no official split", judged.get("split").getAsString());
    assertTrue(judged.get("top5").getAsDouble() >= judged.get("top1").getAsDouble());
    JsonObject card = judged.getAsJsonObject("card");
    assertEquals("25 x 1 frames x 3 crops", card.get("views").getAsString());
    assertEquals("inter,intra,order", card.get("tasks").getAsString());
    assertEquals(
        "2 epochs, 2 x 2 videos a step, rate 0.01, x 0.1 at [1], momentum 0.9, decay 1.0E-4,"
            + " norm 40.0",
        card.get("descent").getAsString());
    refused(
        "a test needs videos that were not", "finetune", "test", "--run", run, "--store", train);
    JsonObject authors = done("finetune", "test", "--run", run, "--views", "authors");
    assertEquals("20 x 16 frames x 3 crops", authors.get("views").getAsString());

    Path random = folder.resolve("random");
    done("finetune", "train", "--store", train, "--random", "--preset", "smoke", "--run", random);
    refused("name their store", "finetune", "test", "--run", random);
    JsonObject other = done("finetune", "test", "--run", random, "--store", test);
    Path one = Files.writeString(folder.resolve("one.json"), judged.toString());
    Path two = Files.writeString(folder.resolve("two.json"), other.toString());
    Path third = Files.writeString(folder.resolve("third.json"), authors.toString());
    done("compare", two, one);
    refused("views", "compare", one, third);
    refused("needs one result each of 1, 2 and 3", "finetune", "mean", one, two, third);
  }

  @Test
  void mean_isOfAllThreeSplits() throws IOException {
    double[] top1 = {0.5, 0.25, 0.75};
    Object[] files = new Object[3];
    for (int i = 0; i < 3; i++) {
      String json =
          String.format(
              Locale.ROOT,
              "{\"top1\": %s, \"top5\": 1, \"card\": {\"data\": \"UCF101\", \"split\": \"%d\","
                  + " \"seed\": \"1\", \"test\": \"t%d\"}}",
              top1[i],
              3 - i,
              i);
      files[i] = Files.writeString(folder.resolve(i + ".json"), json);
    }
    JsonObject mean = done("finetune", "mean", files[0], files[1], files[2]);
    assertEquals(0.5, mean.get("top1").getAsDouble(), 1e-12);
    assertEquals("mean of 1, 2, 3", mean.get("split").getAsString());
    assertEquals(0.75, mean.getAsJsonObject("splits").get("1").getAsDouble());
    JsonObject card = mean.getAsJsonObject("card");
    assertEquals("mean of 1, 2, 3", card.get("split").getAsString());
    refused("needs one result each", "finetune", "mean", files[0], files[1], files[1]);
    Path other = folder.resolve("2.json");
    Files.writeString(other, Files.readString(other).replace("\"seed\": \"1\"", "\"seed\": \"2\""));
    refused("seed", "finetune", "mean", files[0], files[1], other);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "finetune                                          | choose a step",
        "finetune train --run D/x --store D                | choose one of --weights RUN",
        "finetune train --run D/x --store D --random --weights D | does not go with --random",
        "finetune train --run D/x --store D --data D --random | does not go with --data",
        "finetune train --run D/x --test-store D --random  | goes with --store",
        "finetune train --run D/x --split 2 --random       | the lab has no splits",
        "finetune train --run D/x --data D --split 4 --random | --split 4",
        "finetune train --run D/x --data D --random        | frames/train1: no such store",
        "finetune train --run D/x --store D --random       | no frame store",
        "finetune train --run D/x --store D --random --preset big  | --preset: preset 'big'",
        "finetune train --run D/x --store D --random --norms some  | --norms 'some'",
        "finetune train --run D/x --store D --random --epochs 0    | epochs 0",
        "finetune train --run D/x --store D --random --drops 3,2   | must be epochs that rise",
        "finetune train --run D/x --store D --random --set a.b=1   | no setting a.b",
        "finetune train --run D/x --store D --weights D/no         | no run, and no file",
        "finetune train --run D/x --resume --seed 2        | the run has settings",
        "finetune train --run D/x --resume                 | no run",
        "finetune test --run D/x                           | no run",
        "finetune test --run D/x --views all               | --views: views 'all'",
        "finetune mean D D                                 | requires at least 3 values",
      })
  void badInput_isRefusedInOneLine(String words, String part) throws IOException {
    refused(part, (Object[]) words.replace("D", folder.toString()).split(" "));
    assertTrue(Files.notExists(folder.resolve("x")));
  }

  @Test
  void split_thatTheStoreIsNotOf_isRefused() throws IOException {
    refused(
        "list without a card",
        "finetune",
        "train",
        "--store",
        SmallLab.store(),
        "--split",
        1,
        "--random",
        "--run",
        folder.resolve("x"));
    assertTrue(Files.notExists(folder.resolve("x")));
  }
}
