package seco.probe;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import seco.InputException;

class CrossValidationTest {
  @Test
  void best_severalEqual_isTheSmallest() {
    double[] c = {0.1, 1, 10, 100};
    assertEquals(1, new CrossValidation.Curve(c, new double[] {0.2, 0.8, 0.8, 0.7}).best());
    assertEquals(0.1, new CrossValidation.Curve(c, new double[] {0.5, 0.5, 0.5, 0.5}).best());
    assertEquals(100, new CrossValidation.Curve(c, new double[] {0.5, 0.5, 0.5, 0.6}).best());
  }

  @Test
  void run_apartClasses_areRightWithEveryC() {
    FeatureSet train = Features.clusters(60, 16, 3, 0.01, 1);
    CrossValidation.Curve curve = CrossValidation.run(train, 5, 1);
    assertArrayEquals(new double[] {0.01, 0.1, 1, 10, 100, 1000}, curve.c());
    assertArrayEquals(new double[] {1, 1, 1, 1, 1, 1}, curve.top1(), 1e-12);
    assertEquals(0.01, curve.best());
  }

  @Test
  void run_labelsWithoutRelation_areNearChance() {
    FeatureSet noise = Features.clusters(120, 4, 120, 0, 2);
    int[] labels = new int[120];
    for (int i = 0; i < 120; i++) {
      labels[i] = i % 4;
    }
    for (double top1 : CrossValidation.run(noise.withLabels(labels), 5, 1).top1()) {
      assertTrue(top1 > 0.05 && top1 < 0.45, "accuracy on rows that were left out: " + top1);
    }
  }

  @Test
  void run_sameSeed_isTheSame() {
    FeatureSet train = Features.clusters(40, 4, 3, 2, 3);
    double[] first = CrossValidation.run(train, 4, 5).top1();
    assertArrayEquals(first, CrossValidation.run(train, 4, 5).top1());
  }

  /** A set so large that each C starts from the machine of the one below. */
  @Test
  void run_largeSet_isAsGoodAsEachMachineFromZero() {
    FeatureSet train = Features.clusters(8400, 128, 3, 6, 3);
    int[] foldOf = CrossValidation.assign(train, 2, 5);
    double expected = 0;
    for (int fold = 0; fold < 2; fold++) {
      FeatureSet fit = train.rows(where(foldOf, 1 - fold));
      FeatureSet held = train.rows(where(foldOf, fold));
      int[] predictions = new LinearSvm(10, 1e-3).train(fit).predict(held);
      expected += Accuracy.top1(held.labels(), predictions) / 2;
    }
    CrossValidation.Curve curve = CrossValidation.run(train, 2, 5);
    assertEquals(10, curve.c()[3]);
    assertEquals(expected, curve.top1()[3], 0.002);
    assertTrue(expected > 0.5 && expected < 0.999, "not at an end: " + expected);
  }

  private static int[] where(int[] foldOf, int fold) {
    return IntStream.range(0, foldOf.length).filter(i -> foldOf[i] == fold).toArray();
  }

  @Test
  void run_classWithOneExample_isRefused() {
    FeatureSet train =
        Features.of(new int[] {0, 0, 1}, new float[] {1}, new float[] {2}, new float[] {3});
    String message =
        assertThrows(InputException.class, () -> CrossValidation.run(train, 2, 1)).getMessage();
    assertEquals("class 1 has 1 training examples, cross-validation needs 2", message);
  }
}
