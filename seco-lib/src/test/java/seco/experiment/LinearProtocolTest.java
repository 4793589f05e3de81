package seco.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import seco.InputException;
import seco.probe.CrossValidation;
import seco.probe.FeaturePair;
import seco.probe.FeatureSet;
import seco.probe.LinearResult;
import seco.probe.LinearSvm;
import seco.run.Score;

class LinearProtocolTest {
  /** Three classes around corners, with noise. */
  static FeatureSet features(int rows, long seed, String store) {
    Random random = new Random(seed);
    float[] values = new float[rows * 4];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) ((i % 4 == i / 4 % 3 ? 1 : 0) + 0.8 * random.nextGaussian());
    }
    int[] labels = IntStream.range(0, rows).map(i -> i % 3).toArray();
    List<String> names = IntStream.range(0, rows).mapToObj(i -> "v" + i).toList();
    return new FeatureSet(values, 4, labels, names, Map.of("store", store, "encoder", "x"));
  }

  private static FeaturePair pair() {
    return new FeaturePair("made", features(30, 1, "a"), features(60, 2, "b"));
  }

  @Test
  void paper_isTheAuthorsMachine_withItsCard() {
    FeaturePair pair = pair();
    Score score = LinearProtocol.paper().top1(pair);
    assertEquals(LinearResult.of(pair.train(), pair.test()).onTest(), score.value());
    assertEquals("1.0", score.card().get("C").orElseThrow());
    assertEquals("false", score.card().get("normalised").orElseThrow());
    assertEquals("a", score.card().get("train").orElseThrow());
    assertEquals("30", score.card().get("trainRows").orElseThrow());
    assertEquals("b", score.card().get("test").orElseThrow());
  }

  @Test
  void options_normaliseAndChooseC_fromTheTrainingExamplesAlone() {
    FeatureSet train = pair().train().normalised();
    FeatureSet test = pair().test().normalised();
    double c = CrossValidation.run(train, 5, 1).best();
    double expected = LinearResult.of(new LinearSvm(c, 1e-6), train, test).onTest();
    assertEquals(expected, LinearProtocol.options().top1(pair()).value());
  }

  @Test
  void unlikeProtocols_areNotCompared_namingTheFields() {
    Score paper = LinearProtocol.paper().top1(pair());
    Score options = LinearProtocol.options().top1(pair());
    String message = assertThrows(InputException.class, () -> paper.above(options)).getMessage();
    assertTrue(message.contains("C '1.0' and '5-fold cross-validation'"), message);
    assertTrue(message.contains("normalised 'false' and 'true'"), message);
    Score again = new LinearProtocol(false, OptionalDouble.of(1)).top1(pair());
    assertEquals(0, paper.above(again), "the same protocol");
  }
}
