package seco.contrast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import seco.tensor.Rows;

class EmbeddingGeometryTest {
  private final NDManager manager = NDManager.newBaseManager();

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void alignment_isTheMeanSquaredDistanceOfThePairs() {
    NDArray query = rows(2, 1, 0, 0, 1, 1, 0);
    NDArray key = rows(2, 1, 0, 1, 0, -1, 0); // the same, orthogonal, opposite
    assertEquals((0 + 2 + 4) / 3.0, EmbeddingGeometry.alignment(query, key), 1e-12);
    assertEquals(0, EmbeddingGeometry.alignment(query, query));
  }

  @Test
  void alignment_keysOfAnotherShape_areRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> EmbeddingGeometry.alignment(rows(2, 1, 0), rows(2, 1, 0, 0, 1)));
  }

  @Test
  void uniformity_threeRows_isTheLogOfTheMeanKernelOfTheirPairs() {
    NDArray query = rows(2, 1, 0, 0, 1, -1, 0); // squared distances 2, 2, 4
    double expected = Math.log((2 * Math.exp(-4) + Math.exp(-8)) / 3);
    assertEquals(expected, EmbeddingGeometry.uniformity(query), 1e-12);
  }

  @Test
  void uniformity_onePoint_isZeroAndASingleRowHasNone() {
    assertEquals(0, EmbeddingGeometry.uniformity(rows(2, 0.6, 0.8, 0.6, 0.8, 0.6, 0.8)), 1e-12);
    assertTrue(Double.isNaN(EmbeddingGeometry.uniformity(rows(2, 1, 0))));
  }

  @Test
  void effectiveRank_orthogonalRows_isTheirNumber() {
    assertEquals(
        3, EmbeddingGeometry.effectiveRank(rows(4, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1)), 1e-12);
  }

  @Test
  void effectiveRank_onePoint_isOne() {
    assertEquals(1, EmbeddingGeometry.effectiveRank(rows(2, 0.6, 0.8, 0.6, 0.8, -0.6, -0.8)), 1e-6);
  }

  @Test
  void effectiveRank_singularValues3And1_isExpOfTheirEntropy() {
    double entropy = -0.75 * Math.log(0.75) - 0.25 * Math.log(0.25);
    assertEquals(Math.exp(entropy), EmbeddingGeometry.effectiveRank(rows(2, 3, 0, 0, 1)), 1e-12);
    NDArray tall = rows(2, 3, 0, 0, 1, 0, 0); // by the Gram matrix of the columns
    assertEquals(Math.exp(entropy), EmbeddingGeometry.effectiveRank(tall), 1e-12);
    NDArray wide = rows(3, 3, 0, 0, 0, 1, 0);
    assertEquals(Math.exp(entropy), EmbeddingGeometry.effectiveRank(wide), 1e-12);
  }

  /**
   * Most rows alike, as where a part of the batch has collapsed: n and 2 rows in two directions.
   */
  @ParameterizedTest
  @ValueSource(ints = {30, 62, 126, 510})
  void effectiveRank_equalRowsAndTwoOthers_isExpOfTheirEntropy(int alike) {
    float[] values = new float[(alike + 2) * 128];
    for (int row = 0; row < alike + 2; row++) {
      values[128 * row + (row == 7 || row == 19 ? 5 : 3)] = 1;
    }
    double first = Math.sqrt(alike) / (Math.sqrt(alike) + Math.sqrt(2));
    double entropy = -first * Math.log(first) - (1 - first) * Math.log(1 - first);
    NDArray query = manager.create(values, new Shape(alike + 2, 128));
    assertEquals(Math.exp(entropy), EmbeddingGeometry.effectiveRank(query), 1e-9);
  }

  /** Such rows once broke the reduction to tridiagonal form: what remains underflows. */
  @Test
  void effectiveRank_nearlyCollapsedRandomRows_isBetweenOneAndTheirNumber() {
    Random random = new Random(3);
    for (int round = 0; round < 50; round++) {
      int distinct = 1 + random.nextInt(8);
      float[] values = new float[64 * 128];
      for (int i = 0; i < values.length; i++) {
        boolean alone = i / 128 < distinct;
        values[i] = i < 128 || alone ? (float) random.nextGaussian() : values[i - 128];
      }
      NDArray query = Rows.unit(manager.create(values, new Shape(64, 128)));
      double rank = EmbeddingGeometry.effectiveRank(query);
      assertTrue(rank >= 1 - 1e-9 && rank <= distinct + 1e-6, distinct + " rows: " + rank);
    }
  }

  @Test
  void effectiveRank_turnedEmbeddings_staysTheSame() {
    double c = Math.cos(0.7);
    double s = Math.sin(0.7);
    double expected = EmbeddingGeometry.effectiveRank(rows(2, 1, 0, 0, 1, 0.6, 0.8));
    double turned =
        EmbeddingGeometry.effectiveRank(rows(2, c, s, -s, c, 0.6 * c - 0.8 * s, 0.6 * s + 0.8 * c));
    assertEquals(expected, turned, 1e-6);
    assertTrue(expected > 1 && expected < 2, "" + expected);
  }

  @Test
  void uniformRows_ofABatch_areNearlyAsSpreadAsCanBe() {
    Random random = new Random(1);
    float[] values = new float[512 * 128];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    NDArray query = Rows.unit(manager.create(values, new Shape(512, 128)));
    assertEquals(-4, EmbeddingGeometry.uniformity(query), 0.1, "all pairs nearly orthogonal");
    double rank = EmbeddingGeometry.effectiveRank(query);
    assertTrue(rank > 115 && rank < 128, "of 128: " + rank);
  }

  @Test
  void notFinite_isNaNAndNoEndlessLoop() {
    NDArray query = rows(2, Double.NaN, 0, 0, 1);
    assertTrue(Double.isNaN(EmbeddingGeometry.alignment(query, query)));
    assertTrue(Double.isNaN(EmbeddingGeometry.uniformity(query)));
    assertTrue(Double.isNaN(EmbeddingGeometry.effectiveRank(query)));
    assertTrue(
        Double.isNaN(EmbeddingGeometry.effectiveRank(rows(2, Double.POSITIVE_INFINITY, 0, 0, 1))));
    assertTrue(Double.isNaN(EmbeddingGeometry.effectiveRank(rows(2, 0, 0, 0, 0))));
  }

  @Test
  void numbers_leaveNoArrayBehind() {
    NDArray query = rows(2, 1, 0, 0, 1);
    int before = manager.getManagedArrays().size();
    EmbeddingGeometry.alignment(query, query);
    EmbeddingGeometry.uniformity(query);
    EmbeddingGeometry.effectiveRank(query);
    assertEquals(before, manager.getManagedArrays().size());
  }

  private NDArray rows(int width, double... values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      floats[i] = (float) values[i];
    }
    return manager.create(floats, new Shape(values.length / width, width));
  }
}
