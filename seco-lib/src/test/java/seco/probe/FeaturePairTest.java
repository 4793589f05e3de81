package seco.probe;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import seco.InputException;

class FeaturePairTest {
  @TempDir Path folder;

  @Test
  void centred_eachSet_losesItsOwnMean() {
    FeatureSet train = Features.of(new int[] {0, 1}, new float[] {1, 5}, new float[] {3, 1});
    FeatureSet test = Features.of(new int[] {1, 0}, new float[] {0, 8}, new float[] {4, 0});
    FeaturePair pair = new FeaturePair("net", train, test).centred();
    assertEquals("net, centred", pair.name());
    assertArrayEquals(new float[] {-1, 2, 1, -2}, pair.train().values());
    assertArrayEquals(new float[] {-2, 4, 2, -4}, pair.test().values());
    // (-2, 4) looks as (-1, 2) does, which is of class 0; its own class looks the other way
    assertArrayEquals(new int[] {2, 2}, pair.retrieval(2).places());
  }

  @Test
  void centredWithin_groups_loseTheirOwnMeans() {
    float[][] rows = {{1, 5}, {3, 1}, {9, 9}};
    FeatureSet train = Features.of(new int[] {0, 1, 0}, rows);
    FeaturePair pair =
        new FeaturePair("net", train, train.rows(1, 2))
            .centredWithin("level", name -> name.equals("row 2") ? 7 : 0);
    assertEquals("level", pair.name());
    assertArrayEquals(new float[] {-1, 2, 1, -2, 0, 0}, pair.train().values());
    assertArrayEquals(new float[4], pair.test().values(), "both alone in their groups");
    assertArrayEquals(new int[] {0, 1, 0}, pair.train().labels());
  }

  @Test
  void labelled_anotherFactor_takesTheLabelsPlace() {
    FeatureSet rows = Features.of(new int[] {0, 1}, new float[] {1, 5}, new float[] {3, 1});
    FeaturePair pair =
        new FeaturePair("net", rows, rows.rows(1)).labelled(name -> name.equals("row 1") ? 4 : 2);
    assertArrayEquals(new int[] {2, 4}, pair.train().labels());
    assertArrayEquals(new int[] {4}, pair.test().labels());
    assertArrayEquals(rows.values(), pair.train().values());
    assertArrayEquals(new double[] {0.5, 1}, pair.chances(1, 2), 1e-12);
  }

  @Test
  void read_filesOfOneNetwork_areWhatWasWritten() throws IOException {
    Path train = write("train", Map.of("store", "a", "edge", "55"), 0, 1);
    Path test = write("test", Map.of("store", "b", "edge", "55"), 1, 1);
    FeaturePair pair = FeaturePair.read("net", train, test);
    assertArrayEquals(new int[] {0, 1}, pair.train().labels());
    assertArrayEquals(new int[] {1, 1}, pair.test().labels());
  }

  @Test
  void read_whatDoesNotBelongTogether_isRefused() throws IOException {
    Path train = write("train", Map.of("store", "a", "edge", "55"), 0, 1);
    Path same = write("same", Map.of("store", "a", "edge", "55"), 0, 1);
    Path edge = write("edge", Map.of("store", "b", "edge", "64"), 0, 1);
    Path label = write("label", Map.of("store", "b", "edge", "55"), 0, 2);
    assertEquals(2, FeaturePair.readWithin("net", train).test().size());
    assertRefused("a test needs videos that were not trained on", train, same);
    assertRefused("edge '55' and '64'", train, edge);
    assertRefused(label + ": label 2 is of no training video", train, label);
  }

  private static void assertRefused(String part, Path train, Path test) {
    String message =
        assertThrows(InputException.class, () -> FeaturePair.read("net", train, test)).getMessage();
    assertTrue(message.contains(part), message);
  }

  private Path write(String name, Map<String, String> card, int... labels) throws IOException {
    Path file = folder.resolve(name + ".safetensors");
    new FeatureSet(new float[] {1, 2, 3, 4}, 2, labels, List.of("p", "q"), card).write(file);
    return file;
  }
}
