package seco.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SgdTest {
  private static final double[] RATES = {0.1, 0.5, 0.02, 0.3, 0};

  @Test
  void step_changingRate_equalsTheFormula() {
    assertFollowsFormula(0.9, 0.01);
  }

  @Test
  void step_withoutMomentumOrDecay_isPlainDescent() {
    assertFollowsFormula(0, 0);
  }

  /** The loss of step t is {@code sum (t + 1) g w}, whose gradient is {@code (t + 1) g}. */
  private static void assertFollowsFormula(double momentum, double decay) {
    float[] start = {1, -2, 0.5f};
    float[] slope = {0.3f, 1, -4};
    double[] weight = {1, -2, 0.5};
    double[] buffer = new double[3];
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray w = manager.create(start);
      w.setRequiresGradient(true);
      NDArray g = manager.create(slope);
      try (Sgd sgd = new Sgd(manager, named("w", w), momentum, decay)) {
        for (int t = 0; t < RATES.length; t++) {
          NDArray factor = g.mul(t + 1);
          Gradients.backward(() -> w.mul(factor).sum(), loss -> loss);
          sgd.step(RATES[t]);
          for (int i = 0; i < 3; i++) {
            buffer[i] = momentum * buffer[i] + (t + 1) * slope[i] + decay * weight[i];
            weight[i] -= RATES[t] * buffer[i];
          }
          assertClose(weight, w, "weights after step " + t);
          assertClose(buffer, sgd.buffers().get("w"), "buffer after step " + t);
        }
      }
    }
  }

  private static void assertClose(double[] expected, NDArray actual, String what) {
    float[] values = actual.toFloatArray();
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], values[i], 1e-5 * Math.max(1, Math.abs(expected[i])), what);
    }
  }

  @Test
  void step_parameterWithoutGradient_isSkippedDecayIncluded() {
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray used = trained(manager, 1, 2);
      NDArray unused = trained(manager, 3, 4);
      Map<String, NDArray> both = new LinkedHashMap<>();
      both.put("used", used);
      both.put("unused", unused);
      Sgd sgd = new Sgd(manager, new NamedArrays(both), 0.9, 0.1);
      Gradients.backward(() -> used.sum(), loss -> loss);
      sgd.step(1);
      assertArrayEquals(new float[] {3, 4}, unused.toFloatArray());
      assertArrayEquals(new float[] {-0.1f, 0.8f}, used.toFloatArray(), 1e-6f);
    }
  }

  @Test
  void gradientNorm_twoParameters_byHandAndZeroAfterTheStep() {
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray a = trained(manager, 1, 1);
      NDArray b = trained(manager, 1);
      Map<String, NDArray> both = new LinkedHashMap<>();
      both.put("a", a);
      both.put("b", b);
      Sgd sgd = new Sgd(manager, new NamedArrays(both), 0, 0);
      assertEquals(0, sgd.gradientNorm(), "before any loss");
      NDArray factors = manager.create(new float[] {2, 3});
      NDArray six = manager.create(6f);
      Gradients.backward(() -> a.mul(factors).sum().add(b.mul(six).sum()), loss -> loss);
      assertEquals(7, sgd.gradientNorm(), 1e-6, "sqrt(4 + 9 + 36)");
      sgd.step(0.1);
      assertEquals(0, sgd.gradientNorm());
    }
  }

  /** Momentum 0.5, decay 0.1, rate 0.1, norms above 2.5 clipped, every number by hand. */
  @Test
  void step_nesterovOfAddedAndClippedGradients_byHand() {
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray w = trained(manager, 1, 2);
      Sgd sgd = new Sgd(manager, named("w", w), 0.5, 0.1, true, new SingleUpdates());
      addGradient(w, 1, 0);
      addGradient(w, 2, 4); // together (3, 4), norm 5, half of it (1.5, 2)
      assertEquals(5, sgd.clip(2.5), 1e-6);
      assertEquals(2.5, sgd.gradientNorm(), 1e-5);
      sgd.step(0.1); // (1.6, 2.2) with decay; half of the buffer more: (2.4, 3.3)
      assertClose(new double[] {1.6, 2.2}, sgd.buffers().get("w"), "buffer");
      assertClose(new double[] {0.76, 1.67}, w, "weights");
      addGradient(w, 0.3f, 0.4f);
      assertEquals(0.5, sgd.clip(2.5), 1e-6, "below the bound, so as it is");
      sgd.step(0.1); // (0.376, 0.567); buffer (1.176, 1.667); half of it more: (0.964, 1.4005)
      assertClose(new double[] {1.176, 1.667}, sgd.buffers().get("w"), "buffer");
      assertClose(new double[] {0.6636, 1.52995}, w, "weights");
    }
  }

  private static void addGradient(NDArray w, float... gradient) {
    NDArray loss = Gradients.recorded(() -> w.mul(w.getManager().create(gradient)).sum());
    Gradients.backward(loss, loss.onesLike());
  }

  @Test
  void step_leavesNoArrayBehind() {
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray w = trained(manager, 1, 2);
      try (Sgd sgd = new Sgd(manager, named("w", w), 0.9, 0.1)) {
        int before = manager.getManagedArrays().size();
        for (int i = 0; i < 3; i++) {
          try (NDManager scope = manager.newSubManager()) {
            Gradients.backward(() -> scope.ones(w.getShape()).mul(w).sum(), loss -> loss);
          }
          sgd.gradientNorm();
          sgd.step(0.1);
          assertEquals(before, manager.getManagedArrays().size());
        }
      }
    }
  }

  private static NDArray trained(NDManager manager, float... values) {
    NDArray array = manager.create(values);
    array.setRequiresGradient(true);
    return array;
  }

  private static NamedArrays named(String name, NDArray array) {
    return new NamedArrays(Map.of(name, array));
  }
}
