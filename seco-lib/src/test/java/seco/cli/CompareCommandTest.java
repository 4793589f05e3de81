package seco.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CompareCommandTest {
  @TempDir Path folder;

  /** Judges the random network of a seed and keeps what the command prints. */
  private Path judged(String name, int seed, int frames, String command, Object... more)
      throws IOException {
    Object[] files = new Object[2];
    for (int i = 0; i < 2; i++) {
      String part = i == 0 ? "train" : "test";
      Path out = folder.resolve(part + seed + "-" + frames);
      Outcome outcome =
          Outcome.of(
              "features",
              "--random",
              "--preset",
              "smoke",
              "--seed",
              seed,
              "--frames",
              frames,
              "--store",
              SmallLab.folder().resolve(part),
              "--out",
              out);
      assertEquals(0, outcome.code(), outcome.err());
      files[i] = out;
    }
    Object[] words = new Object[6 + more.length];
    System.arraycopy(
        new Object[] {command, "--train", files[0], "--test", files[1], "--json"}, 0, words, 0, 6);
    System.arraycopy(more, 0, words, 6, more.length);
    Outcome outcome = Outcome.of(words);
    assertEquals(0, outcome.code(), outcome.err());
    return Files.writeString(folder.resolve(name), outcome.json().toString());
  }

  private static void assertRefused(String part, Object... words) {
    Outcome outcome = Outcome.of(words);
    assertEquals(2, outcome.code(), outcome.err());
    assertEquals(1, outcome.err().lines().count(), outcome.err());
    assertTrue(outcome.err().contains(part), outcome.err());
  }

  @Test
  void networksJudgedAlike_areCompared_othersAreRefused() throws IOException {
    Path one = judged("one.json", 1, 2, "svm");
    Path two = judged("two.json", 2, 2, "svm");
    Outcome outcome = Outcome.of("compare", one, two, "--json");
    assertEquals(0, outcome.code(), outcome.err());
    JsonObject row = outcome.json().getAsJsonArray("results").get(1).getAsJsonObject();
    double first =
        outcome
            .json()
            .getAsJsonArray("results")
            .get(0)
            .getAsJsonObject()
            .get("value")
            .getAsDouble();
    assertEquals(row.get("value").getAsDouble() - first, row.get("above").getAsDouble(), 1e-12);

    Path normalised = judged("normalised.json", 1, 2, "svm", "--normalise", "--C", "10");
    assertRefused("normalised 'true' and 'false', C '10.0' and '1.0'", "compare", one, normalised);
    Path frames = judged("frames.json", 1, 3, "svm");
    assertRefused("framesPerVideo '3' and '2'", "compare", one, frames);
    Path knn = judged("knn.json", 1, 2, "knn", "--k", "3");
    assertRefused("classifier '3 nearest neighbours", "compare", one, knn);
  }

  @Test
  void recalls_areComparedByName() throws IOException {
    Path plain = judged("plain.json", 1, 2, "retrieval");
    Path centred = judged("centred.json", 1, 2, "retrieval", "--centre");
    assertRefused("recall.1 of two protocols", "compare", plain, centred);
    assertRefused("centre 'own' and 'none'", "compare", plain, centred);
    Outcome same = Outcome.of("compare", plain, plain, "--metric", "recall.5", "--json");
    assertEquals(0, same.code(), same.err());
    assertEquals("recall.5", same.json().get("metric").getAsString());
  }

  @Test
  void whatIsNoResult_isRefused() throws IOException {
    Path text = Files.writeString(folder.resolve("text"), "top-1 40 %");
    Path bare = Files.writeString(folder.resolve("bare"), "{\"top1\": 0.5}");
    Path other = Files.writeString(folder.resolve("other"), "{\"a\": 0.5}");
    assertRefused("text: not the JSON of one result", "compare", text, bare);
    assertRefused("bare: the result has no card", "compare", bare, bare);
    assertRefused("other: holds no 'successAuc'", "compare", other, bare);
    assertRefused("none: no such file", "compare", folder.resolve("none"), bare);
  }
}
