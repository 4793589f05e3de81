package seco.probe;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import seco.InputException;
import smile.classification.KNN;

class NearestNeighboursTest {
  /** Directions of 0, 10, 90 and 180 degrees, of different lengths. */
  private static final FeatureSet GALLERY =
      Features.of(
          new int[] {0, 1, 1, 2},
          new float[] {1, 0},
          new float[] {98.48f, 17.36f},
          new float[] {0, 0.01f},
          new float[] {-5, 0});

  private static final NearestNeighbours NEIGHBOURS = new NearestNeighbours(GALLERY);

  @Test
  void rows_orderedByAngleNotByLength() {
    FeatureSet queries = Features.of(new int[2], new float[] {3, 0.1f}, new float[] {-1, 2});
    assertArrayEquals(
        new int[][] {{0, 1, 2, 3}, {2, 3, 1, 0}}, NEIGHBOURS.rows(queries, 4), "by hand");
  }

  @Test
  void rowsWithin_rowItself_isLeftOut() {
    assertArrayEquals(new int[][] {{1}, {0}, {1}, {2}}, NEIGHBOURS.rowsWithin(1));
  }

  @Test
  void rowsWithin_equalRows_areEachOthersNeighbours() {
    float[] row = {1, 2};
    FeatureSet twins = Features.of(new int[4], row, row, row, new float[] {2, -1});
    int[][] nearest = new NearestNeighbours(twins).rowsWithin(2);
    for (int i = 0; i < 3; i++) {
      int self = i;
      assertEquals(2, nearest[i].length);
      assertTrue(Arrays.stream(nearest[i]).allMatch(r -> r != self && r < 3), "row " + i);
    }
  }

  @Test
  void classify_majorityOverNearest_tieToNearest() {
    FeatureSet query = Features.of(new int[1], new float[] {1, -0.1f});
    assertArrayEquals(new int[] {0}, NEIGHBOURS.classify(query, 1));
    assertArrayEquals(new int[] {0}, NEIGHBOURS.classify(query, 2), "one vote each");
    assertArrayEquals(new int[] {1}, NEIGHBOURS.classify(query, 3), "two votes against one");
  }

  @Test
  void classify_manyRows_asSmile() {
    FeatureSet all = Features.clusters(1500, 8, 5, 1.2, 1).normalised();
    FeatureSet train = all.rows(java.util.stream.IntStream.range(0, 300).toArray());
    FeatureSet test = all.rows(java.util.stream.IntStream.range(300, 1500).toArray());
    KNN<double[]> oracle = KNN.fit(train.doubles(), train.labels(), 1);
    int[] expected = Arrays.stream(test.doubles()).mapToInt(oracle::predict).toArray();
    assertArrayEquals(expected, new NearestNeighbours(train).classify(test, 1));
  }

  @Test
  void rows_impossibleRequests_areRefused() {
    FeatureSet wide = Features.of(new int[1], new float[] {1, 2, 3});
    String tooMany =
        assertThrows(InputException.class, () -> NEIGHBOURS.rows(GALLERY, 5)).getMessage();
    assertEquals("5 neighbours in a gallery of 4 rows", tooMany);
    String other = assertThrows(InputException.class, () -> NEIGHBOURS.rows(wide, 1)).getMessage();
    assertEquals("queries of size 3 for a gallery of size 2", other);
  }
}
