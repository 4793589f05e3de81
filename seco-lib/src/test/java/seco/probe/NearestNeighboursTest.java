package seco.probe;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
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

  private static final CosineSearch.Blocks[] BLOCKS = {
    CosineSearch.Blocks.USUAL, new CosineSearch.Blocks(7, 13), new CosineSearch.Blocks(1, 1)
  };

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
  void rowsWithin_equalRows_areEachOthersNeighboursByNumber() {
    float[] row = {1, 2};
    FeatureSet twins = Features.of(new int[4], row, row, row, new float[] {2, -1});
    int[][] nearest = new NearestNeighbours(twins).rowsWithin(2);
    assertArrayEquals(new int[][] {{1, 2}, {0, 2}, {0, 1}, {0, 1}}, nearest);
  }

  @Test
  void findWithin_someRows_isAPartOfAll() {
    FeatureSet rows = Features.clusters(60, 5, 4, 0.3, 9);
    for (CosineSearch.Blocks blocks : BLOCKS) {
      NearestNeighbours search = new NearestNeighbours(rows, blocks);
      Neighbours all = search.findWithin(59);
      Neighbours some = search.findWithin(17, 43, 59);
      assertArrayEquals(Arrays.copyOfRange(all.rows(), 17, 43), some.rows(), blocks.toString());
      assertArrayEquals(Arrays.copyOfRange(all.cosines(), 17, 43), some.cosines());
    }
  }

  @Test
  void find_ties_areInTheOrderOfTheRows() {
    float[] far = {0, 1};
    float[] near = {3, 1};
    float[] same = {6, 2};
    FeatureSet gallery = Features.of(new int[6], far, near, same, near, far, same);
    FeatureSet query = Features.of(new int[1], new float[] {1, 0});
    for (CosineSearch.Blocks blocks : BLOCKS) {
      int[][] nearest = new NearestNeighbours(gallery, blocks).rows(query, 5);
      assertArrayEquals(new int[][] {{1, 2, 3, 5, 0}}, nearest, blocks.toString());
    }
  }

  @Test
  void find_anyBlocks_asOneByOneInFloat64() {
    FeatureSet gallery = Features.clusters(700, 12, 6, 0.3, 3);
    FeatureSet queries = Features.clusters(90, 12, 6, 0.3, 4);
    int[][] expected =
        Arrays.stream(queries.doubles()).map(q -> sorted(q, gallery)).toArray(int[][]::new);
    for (CosineSearch.Blocks blocks : BLOCKS) {
      NearestNeighbours search = new NearestNeighbours(gallery, blocks);
      for (int k : new int[] {1, 20, 700}) {
        int[][] first = Arrays.stream(expected).map(r -> Arrays.copyOf(r, k)).toArray(int[][]::new);
        assertArrayEquals(first, search.rows(queries, k), blocks + ", k = " + k);
      }
    }
  }

  /** Directions so close that float32 cannot tell their cosines apart. */
  @Test
  void find_cosinesBelowTheRoundingOfFloat32_areInOrder() {
    int count = 400;
    float[][] rows = new float[count][];
    for (int i = 0; i < count; i++) {
      rows[i] = new float[] {1, 3e-4f * (i * 37 % count) / count};
    }
    FeatureSet gallery = Features.of(new int[count], rows);
    FeatureSet query = Features.of(new int[1], new float[] {1, 0});
    int[] nearest = new NearestNeighbours(gallery, BLOCKS[1]).rows(query, 30)[0];
    for (int place = 0; place < nearest.length; place++) {
      assertEquals(place, nearest[place] * 37 % count, "place " + place);
    }
  }

  @Test
  void find_scaledRows_givesTheSame() {
    FeatureSet gallery = Features.clusters(200, 9, 4, 0.8, 5);
    FeatureSet queries = Features.clusters(50, 9, 4, 0.8, 6);
    Neighbours plain = new NearestNeighbours(gallery).find(queries, 10);
    for (float factor : new float[] {0.25f, 1e-3f, 7e5f}) {
      Neighbours scaled =
          new NearestNeighbours(scaled(gallery, factor)).find(scaled(queries, 1 / factor), 10);
      assertArrayEquals(plain.rows(), scaled.rows(), "factor " + factor);
      for (int i = 0; i < plain.size(); i++) {
        assertArrayEquals(plain.cosines()[i], scaled.cosines()[i], 1e-6);
      }
    }
  }

  @Test
  void find_zeroRow_hasCosineZeroWithAll() {
    FeatureSet query = Features.of(new int[1], new float[2]);
    Neighbours found = NEIGHBOURS.find(query, 4);
    assertArrayEquals(new int[][] {{0, 1, 2, 3}}, found.rows());
    assertArrayEquals(new double[][] {{0, 0, 0, 0}}, found.cosines());
  }

  private static FeatureSet scaled(FeatureSet features, float factor) {
    float[] values = features.values().clone();
    for (int i = 0; i < values.length; i++) {
      values[i] *= factor;
    }
    return new FeatureSet(
        values, features.dimension(), features.labels(), features.names(), features.card());
  }

  /** All rows by their cosine with a query, one by one. */
  private static int[] sorted(double[] query, FeatureSet gallery) {
    double[][] rows = gallery.doubles();
    return IntStream.range(0, rows.length)
        .boxed()
        .sorted(Comparator.comparingDouble(row -> -cosine(query, rows[row])))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private static double cosine(double[] a, double[] b) {
    double dot = IntStream.range(0, a.length).mapToDouble(i -> a[i] * b[i]).sum();
    double squares =
        Arrays.stream(a).map(v -> v * v).sum() * Arrays.stream(b).map(v -> v * v).sum();
    return dot / Math.sqrt(squares);
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
    FeatureSet train = all.rows(IntStream.range(0, 300).toArray());
    FeatureSet test = all.rows(IntStream.range(300, 1500).toArray());
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
    FeatureSet broken = Features.of(new int[1], new float[] {1, Float.NaN});
    String number =
        assertThrows(InputException.class, () -> NEIGHBOURS.rows(broken, 1)).getMessage();
    assertEquals("row 0 (row 0) holds a value that is no number", number);
    String other = assertThrows(InputException.class, () -> NEIGHBOURS.rows(wide, 1)).getMessage();
    assertEquals("queries of size 3 for a gallery of size 2", other);
  }
}
