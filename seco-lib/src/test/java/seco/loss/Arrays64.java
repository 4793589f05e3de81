package seco.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Random;
import java.util.function.UnaryOperator;
import seco.tensor.Gradients;
import seco.tensor.Rows;

/** Matrices of doubles, on which gradients can be checked by differences. */
final class Arrays64 {
  private static final double STEP = 1e-6;

  private Arrays64() {}

  /** A matrix of the values, row by row. */
  static NDArray of(NDManager manager, int columns, double... values) {
    return manager.create(values, new Shape(values.length / columns, columns));
  }

  /** Random unit rows. */
  static NDArray unit(NDManager manager, int rows, int columns, Random random) {
    double[] values = random.doubles((long) rows * columns, -1, 1).toArray();
    return Rows.unit(of(manager, columns, values));
  }

  /** Requires the recorded gradient of a scalar function to equal its central differences. */
  static void assertGradient(NDArray at, UnaryOperator<NDArray> function) {
    double[] values = at.toDoubleArray();
    int columns = (int) at.getShape().get(1);
    NDArray x = of(at.getManager(), columns, values);
    x.setRequiresGradient(true);
    Gradients.backward(() -> function.apply(x), loss -> loss);
    double[] actual = x.getGradient().toDoubleArray();
    Gradients.off();
    for (int i = 0; i < values.length; i++) {
      double[] moved = values.clone();
      moved[i] = values[i] + STEP;
      double above = function.apply(of(at.getManager(), columns, moved)).getDouble();
      moved[i] = values[i] - STEP;
      double below = function.apply(of(at.getManager(), columns, moved)).getDouble();
      assertEquals((above - below) / (2 * STEP), actual[i], 1e-6, "derivative " + i);
    }
  }
}
