package seco.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import seco.track.Clips;

class TrackCommandTest {
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
  void head_isTrained_followsAndIsJudged() throws IOException {
    Path data = folder.resolve("data");
    Clips.write(data, 3, 4);
    Path run = folder.resolve("run");
    JsonObject trained =
        done("track", "train", "--data", data, "--preset", "smoke", "--seed", 4, "--run", run);
    assertEquals("random", trained.get("weights").getAsString());
    assertEquals(2, trained.get("steps").getAsInt());
    refused("holds a run already", "track", "train", "--data", data, "--run", run);
    JsonObject resumed = done("track", "train", "--data", data, "--run", run, "--resume");
    assertEquals(trained.get("tracker"), resumed.get("tracker"));

    Path clip = data.resolve("train/Clip_000");
    String start = Files.readAllLines(clip.resolve("groundtruth.txt")).get(0);
    Path out = folder.resolve("boxes.txt");
    JsonObject followed =
        done("track", "run", "--run", run, "--sequence", clip, "--box", start, "--out", out);
    assertEquals(4, followed.getAsJsonArray("boxes").size());
    assertEquals(4, Files.readAllLines(out).size());

    refused("has train but no val", "track", "eval", "--identity", "--data", data);
    Path train = data.resolve("train");
    JsonObject judged = done("track", "eval", "--run", run, "--data", train);
    assertTrue(judged.get("successAuc").getAsDouble() > 0, judged.toString());
    assertEquals(3, judged.getAsJsonObject("perSequence").size());
    assertTrue(judged.has("averageOverlap") && judged.has("framesPerSecond"), judged.toString());
    Path results = Path.of(judged.get("results").getAsString());
    assertTrue(Files.exists(results.resolve("Clip_000/Clip_000_001.txt")), results.toString());
    JsonObject again = done("track", "eval", "--run", run, "--data", train);
    assertEquals(judged, again); // speeds too: nothing was tracked anew
    Path truth = clip.resolve("groundtruth.txt");
    Files.writeString(truth, Files.readString(truth).replaceFirst("\\d+", "41"));
    refused("are of other sequences", "track", "eval", "--run", run, "--data", train);
  }

  @Test
  void weights_ofAPretraining_areTheTrunk() throws IOException {
    Path pretraining = folder.resolve("pretraining");
    done("pretrain", "--store", SmallLab.store(), "--preset", "smoke", "--run", pretraining);
    Path data = folder.resolve("data");
    Clips.write(data, 2, 3);
    JsonObject trained =
        done(
            "track",
            "train",
            "--data",
            data,
            "--weights",
            pretraining,
            "--preset",
            "smoke",
            "--profile",
            "vfs",
            "--set",
            "head.channels=8",
            "--blocks",
            "--run",
            folder.resolve("run"));
    assertEquals(pretraining.toString(), trained.get("weights").getAsString());
    assertFalse(trained.get("sharedHead").getAsBoolean());
    assertEquals("blocks", trained.get("precision").getAsString());
    done("track", "eval", "--run", folder.resolve("run"), "--data", data.resolve("train"));
  }

  @Test
  void identity_onOtbFolders_isJudged() throws IOException {
    Path sequence = folder.resolve("otb/Some");
    Clips.write(folder.resolve("data"), 1, 3);
    Path clip = folder.resolve("data/train/Clip_000");
    Files.createDirectories(sequence.resolve("img"));
    for (int i = 1; i <= 3; i++) {
      String name = "%08d.png".formatted(i);
      Files.copy(clip.resolve(name), sequence.resolve("img").resolve(name));
    }
    Files.copy(clip.resolve("groundtruth.txt"), sequence.resolve("groundtruth_rect.txt"));
    Path results = folder.resolve("results");
    JsonObject judged =
        done("track", "eval", "--identity", "--data", folder.resolve("otb"), "--results", results);
    assertEquals(1, judged.get("precision20").getAsDouble());
    assertTrue(Files.exists(results.resolve("OTB2015/Identity/Some.txt")));
    assertTrue(Files.exists(results.resolve("OTB2015/Identity/times/Some_time.txt")));
    JsonObject shifted =
        done("track", "eval", "--identity", "--data", folder.resolve("otb"), "--protocol", "sre");
    JsonObject card = judged.getAsJsonObject("card");
    assertEquals("identity", card.get("kind").getAsString());
    assertEquals("sre", shifted.getAsJsonObject("card").get("protocol").getAsString());
    assertEquals(card.get("test"), shifted.getAsJsonObject("card").get("test"));
  }

  @Test
  void labSequences_haveBoxesToLearnFrom() throws IOException {
    Path lab = folder.resolve("lab");
    done("track", "lab", "--out", lab, "--train", 2, "--val", 1, "--frames", 6);
    refused("is there already", "track", "lab", "--out", lab);
    done("track", "train", "--data", lab, "--preset", "smoke", "--run", folder.resolve("run"));
    done("track", "eval", "--identity", "--data", lab);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "track                                           | choose a step",
        "track train --data D                            | --run",
        "track train --data D/no --run D/x               | not in GOT-10k's layout",
        "track train --data D --run D/x --preset big     | --preset: preset 'big'",
        "track train --data D --run D/x --profile my     | profile 'my'",
        "track train --data D --run D/x --seed -1        | --seed -1",
        "track train --data D --run D/x --set a.b=1      | --set: no setting a.b",
        "track train --data D --run D/x --set training.epochs=0 | training.epochs 0: must lie",
        "track train --data D --run D/x --random --weights D    | does not go with --random",
        "track train --data D --run D/x --resume --seed 2       | the run has settings",
        "track train --data D --run D/x --resume --blocks       | the run has settings",
        "track train --data D --run D/x --precision half        | --precision 'half'",
        "track train --data D --run D/x --precision bf16 --blocks | does not go with --blocks",
        "track run --run D --sequence D --box 1,2,3      | --box: '1,2,3' holds 3 numbers",
        "track run --run D --sequence D --box 1,2,0,4    | has no area",
        "track run --run D --sequence D --box 1,2,3,nan  | has no area",
        "track run --run D --sequence D --box 1;2;3;4    | --box: '1;2;3;4'",
        "track run --run D --sequence D --box 1,2,3,4    | no JPEG or PNG picture",
        "track eval --data D                             | choose one of --run DIR and --identity",
        "track eval --data D --identity --run D          | choose one of",
        "track eval --data D --identity                  | no sequence",
        "track eval --data D --identity --protocol some  | --protocol 'some'",
        "track lab --out D --train 0                     | --train 0",
      })
  void badInput_isRefusedInOneLine(String words, String part) {
    refused(part, (Object[]) words.replace("D", folder.toString()).split(" "));
  }
}
