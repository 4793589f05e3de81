package seco.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import seco.probe.FeatureSet;

/** What {@code seco svm} refuses, each in one line that names the file. */
class SvmRefusalsTest {
  @TempDir Path folder;

  private Path features(String name, float last, int... labels) throws IOException {
    float[] values = new float[2 * labels.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = i + 1 == values.length ? last : i % 5;
    }
    List<String> names = IntStream.range(0, labels.length).mapToObj(i -> i + ".mp4").toList();
    Path file = folder.resolve(name);
    new FeatureSet(values, 2, labels, names, Map.of()).write(file);
    return file;
  }

  private void refused(String message, Path train, Path test, Object... more) {
    Object[] words = {"svm", "--train", train, "--test", test};
    Object[] all = java.util.Arrays.copyOf(words, words.length + more.length);
    System.arraycopy(more, 0, all, words.length, more.length);
    Outcome outcome = Outcome.of(all);
    assertEquals(2, outcome.code(), outcome.err());
    assertEquals(1, outcome.err().lines().count(), outcome.err());
    assertTrue(outcome.err().contains(message), outcome.err());
  }

  @Test
  void numbersThatAreNone_nameTheVideo() throws IOException {
    Path good = features("good", 1, 0, 1, 0, 1);
    Path bad = features("bad", Float.NaN, 0, 1, 0, 1);
    refused(bad + ": row 3 (3.mp4) holds NaN", bad, good);
    Path far = features("far", Float.NEGATIVE_INFINITY, 0, 1, 0, 1);
    refused(far + ": row 3 (3.mp4) holds -Infinity", good, far, "--normalise");
  }

  @Test
  void classes_thatCannotBeLearned() throws IOException {
    Path one = features("one", 1, 0, 0, 0);
    refused(one + ": a single class: a classifier needs at least two", one, one);
    Path gap = features("gap", 1, 0, 2, 0, 2);
    refused(gap + ": class 1 has no training example", gap, gap);
    refused(gap + ": class 1 has no training example", gap, gap, "--C", "cv");
    Path few = features("few", 1, 0, 3);
    refused(few + ": class 1 has no training example", few, few);
    Path lone = features("lone", 1, 0, 0, 1);
    refused(lone + ": class 1 has 1 training examples", lone, lone, "--C", "cv");
  }

  @Test
  void noFeatures() throws IOException {
    Path empty = folder.resolve("empty");
    new FeatureSet(new float[0], 2, new int[0], List.of(), Map.of()).write(empty);
    refused(empty + ": holds no features", empty, features("some", 1, 0, 1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Infinity", "NaN", "0", "-1", "1e999", "much"})
  void weights_thatAreNoPositiveNumber(String weight) throws IOException {
    Path good = features("good", 1, 0, 1, 0, 1);
    refused("--C '" + weight + "': must be a number above 0, or cv", good, good, "--C=" + weight);
  }

  @Test
  void normalised_isWhatNormalisingGives() throws IOException {
    Path file = features("set", 7, 0, 1, 0, 1);
    assertTrue(
        java.util.Arrays.equals(
            FeatureSet.read(file).normalised().values(), FeatureSet.readNormalised(file).values()));
  }
}
