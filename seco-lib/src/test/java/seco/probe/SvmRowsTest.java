package seco.probe;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SvmRowsTest {
  private static final FeatureSet TRAIN = Features.clusters(301, 12, 4, 3, 6);

  private final NDManager manager = NDManager.newBaseManager();

  @AfterEach
  void close() {
    manager.close();
  }

  private SvmRows rows(int rowsOfABlock) {
    return new SvmRows(manager, SvmExamples.all(TRAIN), rowsOfABlock);
  }

  @Test
  void signs_byHand() {
    FeatureSet three =
        Features.of(new int[] {1, 0, 2}, new float[] {1}, new float[] {2}, new float[] {5});
    SvmRows rows = new SvmRows(manager, three);
    NDArray column = SvmRows.column(manager, 2, 1);
    NDArray signs = rows.blocks().get(0).signs(manager, column, DataType.FLOAT32);
    assertArrayEquals(new float[] {-1, -1, 1, 1, -1, -1}, signs.toFloatArray());
    // The gradient at 0 is -2 C times 2 - 1 - 5, 1 - 2 - 5, 5 - 1 - 2.
    assertArrayEquals(new double[] {4, 6, 2}, rows.startNorms(0.5), 1e-12);
  }

  /** The last block of 100 has a single row, one of 301 is the whole. */
  @ParameterizedTest
  @ValueSource(ints = {1, 7, 100, 300, 301, 1000})
  void point_inBlocks_isThatOfTheWhole(int rowsOfABlock) {
    double[][] weights = new double[4][12];
    Random random = new Random(1);
    for (double[] row : weights) {
      Arrays.setAll(row, d -> 0.05 * random.nextGaussian());
    }
    SvmPoint whole = SvmPoint.at(manager, rows(1000), 2, weights, 3, 1);
    SvmPoint point = SvmPoint.at(manager, rows(rowsOfABlock), 2, weights, 3, 1);
    assertArrayEquals(whole.objective(), point.objective(), 1e-9 * whole.objective()[0]);
    assertArrayEquals(
        whole.gradient().toDoubleArray(), point.gradient().toDoubleArray(), 1e-9 * 301);
    assertEquals((300 + rowsOfABlock) / rowsOfABlock, point.slack().size());
    NDArray direction = manager.create(weights[2], new ai.djl.ndarray.types.Shape(1, 12));
    assertArrayEquals(
        rows(1000).wideFalls(direction, 2), rows(rowsOfABlock).wideFalls(direction, 2), 1e-12);
    assertArrayEquals(
        rows(1000).gram().toDoubleArray(), rows(rowsOfABlock).gram().toDoubleArray(), 0.01);
  }

  @Test
  void startNorms_areThoseOfThePointAtZero() {
    SvmPoint origin = SvmPoint.at(manager, rows(100), 3, new double[4][12], 0, 1, 2, 3);
    assertArrayEquals(origin.norms(), rows(50).startNorms(3), 1e-9 * origin.norms()[0]);
  }

  @Test
  void someRows_acrossBlocks_keepTheirOrder() {
    int[] chosen = {0, 99, 100, 205, 300};
    double[] expected = new double[chosen.length * 12];
    Arrays.setAll(expected, i -> TRAIN.row(chosen[i / 12])[i % 12]);
    assertArrayEquals(expected, rows(100).wide(manager, chosen).toDoubleArray());
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 64, 150})
  void descents_inBlocks_reachTheObjectiveOfFloat64(int rowsOfABlock) {
    LinearSvm.Model expected = new LinearSvm(0.1, 1e-9).train(TRAIN);
    SvmRows rows = rows(rowsOfABlock);
    LinearSvm.Model model = new SvmDescents(manager, rows, 0.1, 1e-5, null).solve();
    assertTrue(model.converged(1e-5) && model.gap() <= 1e-4, "gap " + model.gap());
    for (int k = 0; k < 4; k++) {
      assertEquals(expected.objective()[k], model.objective()[k], 1e-4 * expected.objective()[k]);
    }
  }

  @Test
  void folds_areTheRowsThatTheyName() {
    int[] kept = {5, 0, 17, 33, 2, 250, 1, 3};
    SvmRows some = new SvmRows(manager, new SvmExamples(TRAIN, kept), 3);
    float[] expected = TRAIN.rows(kept).values();
    float[] actual = new float[expected.length];
    int from = 0;
    for (SvmRows.Block block : some.blocks()) {
      float[] part = block.x().toFloatArray();
      System.arraycopy(part, 0, actual, from, part.length);
      from += part.length;
    }
    assertArrayEquals(expected, actual);
    assertEquals(8, some.size());
  }
}
