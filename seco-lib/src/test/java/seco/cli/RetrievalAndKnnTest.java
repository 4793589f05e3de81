package seco.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import seco.probe.Centring;
import seco.probe.FeatureSet;
import seco.probe.Retrieval;

final class RetrievalAndKnnTest {
  @TempDir Path folder;

  private static JsonObject done(Object... words) {
    Outcome outcome = Outcome.of(words);
    assertEquals(0, outcome.code(), outcome.err());
    return outcome.json();
  }

  private static void assertRefused(String part, Object... words) {
    Outcome outcome = Outcome.of(words);
    assertEquals(2, outcome.code(), outcome.err());
    assertEquals(1, outcome.err().lines().count(), outcome.err());
    assertTrue(outcome.err().contains(part), outcome.err());
  }

  private Path lab(String part) throws IOException {
    Path file = folder.resolve(part + ".safetensors");
    Path store = SmallLab.folder().resolve(part);
    done("features", "--random", "--preset", "smoke", "--store", store, "--out", file, "--json");
    return file;
  }

  @Test
  void wholeThread_fromVideosToRecallAndNeighbours() throws IOException {
    Path train = lab("train");
    Path test = lab("test");
    Path csv = folder.resolve("found/neighbours.csv");

    JsonObject plain =
        done("retrieval", "--train", train, "--test", test, "--neighbours", csv, "--json");
    JsonObject centred = done("retrieval", "--train", train, "--test", test, "--centre", "--json");
    JsonObject knn = done("knn", "--train", train, "--test", test, "--k", 5, "--json");

    assertEquals(List.of("1", "5", "10"), List.copyOf(plain.getAsJsonObject("recall").keySet()));
    FeatureSet gallery = FeatureSet.read(train);
    FeatureSet queries = FeatureSet.read(test);
    assertRecall(Retrieval.of(queries, gallery, 10), plain);
    assertRecall(
        Retrieval.of(Centring.byOwnMean(queries), Centring.byOwnMean(gallery), 10), centred);
    assertEquals("own", centred.get("centre").getAsString());
    assertFalse(plain.get("leaveOneOut").getAsBoolean());
    assertEquals(
        List.of("top1", "perClass", "mixUps", "k", "temperature", "leaveOneOut", "card"),
        List.copyOf(knn.keySet()));
    assertEquals(10, knn.getAsJsonArray("perClass").size());
    assertTable(csv, plain, queries);
  }

  private static void assertRecall(Retrieval expected, JsonObject actual) {
    for (int k : new int[] {1, 5, 10}) {
      String name = Integer.toString(k);
      double recall = actual.getAsJsonObject("recall").get(name).getAsDouble();
      assertEquals(expected.recall(k), recall, name);
      double mean =
          actual.getAsJsonObject("perClass").getAsJsonArray(name).asList().stream()
              .mapToDouble(share -> share.getAsDouble())
              .average()
              .orElseThrow();
      assertEquals(recall, mean, 1e-12, "every class has two queries");
    }
  }

  /** The share of right first places in the table is R@1. */
  private static void assertTable(Path csv, JsonObject result, FeatureSet queries)
      throws IOException {
    List<String> lines = Files.readAllLines(csv);
    assertEquals("query,label,place,neighbour,neighbour_label,cosine,right", lines.get(0));
    assertEquals(1 + 10 * queries.size(), lines.size());
    assertTrue(lines.get(1).startsWith('"' + queries.names().get(0) + '"'), lines.get(1));
    long right =
        IntStream.range(0, queries.size())
            .filter(i -> lines.get(1 + 10 * i).endsWith("true"))
            .count();
    double first = result.getAsJsonObject("recall").get("1").getAsDouble();
    assertEquals(first, right / (double) queries.size());
  }

  @Test
  void oneFileAsBoth_everyVideoIsComparedWithTheOthers() throws IOException {
    Path train = lab("train");
    JsonObject result = done("retrieval", "--train", train, "--test", train, "--json");
    JsonObject knn = done("knn", "--train", train, "--test", train, "--k", 19, "--json");

    assertTrue(result.get("leaveOneOut").getAsBoolean());
    assertRecall(Retrieval.within(FeatureSet.read(train), 10), result);
    assertTrue(knn.get("leaveOneOut").getAsBoolean());
    assertRefused("--k 20", "knn", "--train", train, "--test", train, "--k", 20);
    assertRefused("--k 20", "retrieval", "--train", train, "--test", train, "--k", "1,20");
  }

  @Test
  void videosInTwoFiles_areRefused() throws IOException {
    Path train = lab("train");
    FeatureSet features = FeatureSet.read(train);
    Path copy = folder.resolve("copy");
    features.write(copy);
    assertRefused(
        "a test needs videos that were not trained on", "knn", "--train", train, "--test", copy);
  }

  /** Directions in degrees with a label each. */
  private Path angles(String name, Map<String, String> card, int[] labels, double... degrees)
      throws IOException {
    float[] values = new float[2 * degrees.length];
    for (int i = 0; i < degrees.length; i++) {
      values[2 * i] = (float) Math.cos(Math.toRadians(degrees[i]));
      values[2 * i + 1] = (float) Math.sin(Math.toRadians(degrees[i]));
    }
    List<String> names = IntStream.range(0, degrees.length).mapToObj(i -> "video " + i).toList();
    Path file = folder.resolve(name);
    new FeatureSet(values, 2, labels, names, card).write(file);
    return file;
  }

  @Test
  void knn_votesByHand() throws IOException {
    Path train = angles("train", Map.of(), new int[] {0, 1, 1}, 0, 40, 45);
    Path test = angles("test", Map.of(), new int[] {0, 1}, 10, 42);
    Object[] words = {"knn", "--train", train, "--test", test, "--k", 3, "--json"};
    assertEquals(1, done(words).get("top1").getAsDouble());
    JsonObject majority = done(with(words, "--majority"));
    assertEquals(0.5, majority.get("top1").getAsDouble(), "two of three are of class 1");
    assertTrue(majority.get("temperature").isJsonNull());
    assertEquals(
        JsonParser.parseString("[{'label': 0, 'takenFor': 1, 'count': 1}]"),
        majority.get("mixUps"));
    JsonObject warm = done(with(words, "--temperature", 10));
    assertEquals(0.5, warm.get("top1").getAsDouble(), "weights nearly equal");
  }

  @Test
  void featuresTakenInAnotherWay_areRefused_namingWhat() throws IOException {
    Path train = angles("a", Map.of("encoder", "e1", "store", "s1"), new int[] {0, 1}, 0, 9);
    Path test = angles("b", Map.of("encoder", "e2", "store", "s2"), new int[] {0, 1}, 0, 9);
    for (String command : List.of("svm", "knn", "retrieval")) {
      assertRefused("encoder 'e1' and 'e2'", command, "--train", train, "--test", test);
    }
  }

  @Test
  void labelWithoutTrainingVideo_isRefused() throws IOException {
    Path train = angles("a", Map.of(), new int[] {0, 2}, 0, 9);
    Path test = angles("b", Map.of(), new int[] {0, 1}, 0, 9);
    assertRefused("label 1 is of no training video", "retrieval", "--train", train, "--test", test);
    assertRefused("besides itself", "retrieval", "--train", train, "--test", train);
  }

  private static Object[] with(Object[] words, Object... more) {
    Object[] all = java.util.Arrays.copyOf(words, words.length + more.length);
    System.arraycopy(more, 0, all, words.length, more.length);
    return all;
  }
}
