package seco.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import seco.InputException;

class SvmWarmStartTest {
  /** A set that is solved in float64, and one that is too large for that. */
  @ParameterizedTest
  @CsvSource({"200, 10, 2, 1e-8", "9000, 128, 8, 1e-6"})
  void train_fromTheMachineOfASmallerC_isTheSameInFewerSteps(
      int rows, int dimension, double noise, double tolerance) {
    FeatureSet train = Features.clusters(rows, dimension, 4, noise, 3);
    LinearSvm.Model start = new LinearSvm(0.5, tolerance).train(train);
    LinearSvm svm = new LinearSvm(1, tolerance);
    LinearSvm.Model cold = svm.train(train);
    LinearSvm.Model warm = svm.train(train, start);
    assertTrue(warm.converged(tolerance) && cold.converged(tolerance));
    assertTrue(warm.gap() <= 1e-4, "gap " + warm.gap());
    assertTrue(warm.steps() < cold.steps(), warm.steps() + " and " + cold.steps() + " steps");
    assertEquals(1, warm.c());
    for (int k = 0; k < 4; k++) {
      assertEquals(cold.objective()[k], warm.objective()[k], 1e-6 * cold.objective()[k]);
    }
  }

  @ParameterizedTest
  @CsvSource({"200, 10", "9000, 128"})
  void train_fromItsOwnMachine_takesNoStep(int rows, int dimension) {
    FeatureSet train = Features.clusters(rows, dimension, 3, 2, 4);
    LinearSvm svm = new LinearSvm(1, 1e-4);
    LinearSvm.Model machine = svm.train(train);
    LinearSvm.Model again = svm.train(train, machine);
    assertEquals(0, again.steps());
    assertEquals(machine.relativeGradient(), again.relativeGradient(), 1e-6);
  }

  @Test
  void train_fromAMachineOfOtherSize_isRefused() {
    FeatureSet three = Features.clusters(30, 4, 3, 1, 5);
    LinearSvm.Model four = LinearSvm.authors().train(Features.clusters(40, 4, 4, 1, 5));
    LinearSvm.Model wide = LinearSvm.authors().train(Features.clusters(30, 5, 3, 1, 5));
    assertEquals(
        "a start of 4 classes and size 4 for features of 3 classes and size 4",
        assertThrows(InputException.class, () -> LinearSvm.authors().train(three, four))
            .getMessage());
    assertEquals(
        "a start of 3 classes and size 5 for features of 3 classes and size 4",
        assertThrows(InputException.class, () -> LinearSvm.authors().train(three, wide))
            .getMessage());
  }
}
