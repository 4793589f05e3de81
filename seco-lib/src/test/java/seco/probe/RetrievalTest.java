package seco.probe;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import seco.InputException;
import seco.run.Score;

class RetrievalTest {
  private static final FeatureSet GALLERY = waves(0.8, 0, 0, 6, 0, 1, 2, 0, 1, 2);
  private static final FeatureSet QUERIES = waves(1.4, 0.2, 1, 3, 0, 1, 2);

  /** Rows (N, 3) of sin(a i + b), one column raised. */
  private static FeatureSet waves(double a, double b, int raised, int rows, int... labels) {
    float[][] values = new float[rows][3];
    for (int i = 0; i < 3 * rows; i++) {
      int lift = i % 3 == raised ? raised + 1 : 0;
      values[i / 3][i % 3] = (float) (Math.sin(a * i + b) + lift);
    }
    return Features.of(labels, values);
  }

  @Test
  void recall_eachSetCentred_asWorkedOut() {
    Retrieval found = Retrieval.of(Centring.byOwnMean(QUERIES), Centring.byOwnMean(GALLERY), 6);
    double[] cosines = found.neighbours().cosines()[0];
    double[] expected = {0.846934, 0.695232, 0.171935, -0.087375, -0.726752, -0.736545};
    assertArrayEquals(expected, cosines, 1e-6);
    assertArrayEquals(new int[] {3, 0, 5, 1, 4, 2}, found.neighbours().rows()[0]);
    for (int k = 1; k <= 3; k++) {
      assertEquals(1 / 3.0, found.recall(k), "R@" + k);
    }
    assertEquals(1, found.recall(4));
  }

  @Test
  void perClass_tellsWhichClassIsFound() {
    Retrieval found = Retrieval.of(Centring.byOwnMean(QUERIES), Centring.byOwnMean(GALLERY), 4);
    assertArrayEquals(new double[] {1, 0, 0}, found.perClass(1));
    assertArrayEquals(new double[] {1, 1, 1}, found.perClass(4));
  }

  /** Directions in degrees, labels by hand: what is found where. */
  @Test
  void places_byHand() {
    FeatureSet gallery = angles(new int[] {0, 1, 2, 0}, 0, 10, 50, 90);
    FeatureSet queries = angles(new int[] {0, 2, 2, 0}, 1, 45, 80, 30);
    Retrieval found = Retrieval.of(queries, gallery, 3);
    // 1: 0 (class 0). 45: 50 (class 2). 80: 90 (0), 50 (2). 30: 10 and 50, then 0 (0).
    assertArrayEquals(new int[] {1, 1, 2, 3}, found.places());
    assertEquals(0.5, found.recall(1));
    assertEquals(0.75, found.recall(2));
    assertEquals(1, found.recall(3));
    assertArrayEquals(new double[] {0.5, Double.NaN, 1}, found.perClass(2));
  }

  @Test
  void places_noneOfTheClassAmongThem_isZero() {
    FeatureSet gallery = angles(new int[] {0, 1}, 0, 90);
    Retrieval found = Retrieval.of(angles(new int[] {1}, 10), gallery, 1);
    assertArrayEquals(new int[] {0}, found.places());
    assertEquals(0, found.recall(1));
  }

  @Test
  void recall_centring_canTurnTheResult() {
    // 46 is nearer to 49 than to 41; centred, 46 and 70 point away from each other as the sides do
    FeatureSet gallery = angles(new int[] {0, 0, 1, 1}, 40, 41, 49, 50);
    FeatureSet queries = angles(new int[] {0, 1}, 46, 70);
    assertEquals(0.5, Retrieval.of(queries, gallery, 1).recall(1));
    double own =
        Retrieval.of(Centring.byOwnMean(queries), Centring.byOwnMean(gallery), 1).recall(1);
    assertEquals(1, own);
    FeatureSet byTrain = Centring.by(Centring.mean(gallery), queries);
    assertEquals(0.5, Retrieval.of(byTrain, Centring.byOwnMean(gallery), 1).recall(1));
  }

  @Test
  void score_ofOtherCentringOrAmongThemselves_isAnotherProtocol() {
    FeatureSet gallery = angles(new int[] {0, 0, 1, 1}, 40, 41, 49, 50);
    FeatureSet queries = angles(new int[] {0, 1, 1, 0}, 46, 70, 20, 80);
    Score plain = Retrieval.of(queries, gallery, 1).score(1);
    assertEquals(0, plain.above(Retrieval.of(queries, gallery, 2).score(1)));
    refused(
        "recall.1 of two protocols cannot be compared: centre 'own' and 'none'",
        Retrieval.of(Centring.byOwnMean(queries), Centring.byOwnMean(gallery), 1).score(1),
        plain);
    refused(
        "recall.1 of two protocols cannot be compared: centre 'given' and 'none'",
        Retrieval.of(Centring.by(Centring.mean(gallery), queries), gallery, 1).score(1),
        plain);
    refused(
        "recall.1 of two protocols cannot be compared: leaveOneOut 'true' and 'false'",
        Retrieval.within(queries, 1).score(1),
        plain);
    refused(
        "recall.2 and recall.1 cannot be compared",
        Retrieval.of(queries, gallery, 2).score(2),
        plain);
  }

  private static void refused(String message, Score one, Score other) {
    assertEquals(message, assertThrows(InputException.class, () -> one.above(other)).getMessage());
  }

  @Test
  void ranks_theUsualOnesBelowWhatThereIs() {
    assertArrayEquals(new int[] {1, 5, 10, 20, 50}, Retrieval.ranks(51));
    assertArrayEquals(new int[] {1, 5, 10, 20}, Retrieval.ranks(50));
    assertArrayEquals(new int[] {1}, Retrieval.ranks(1));
  }

  @Test
  void chance_byHand() {
    int[] gallery = {0, 0, 1, 2};
    // of class 0 the first of four is found with 2/4, one of two with 1 - 2/4 x 1/3
    assertEquals(0.5, Retrieval.chance(new int[] {0}, gallery, 1), 1e-12);
    assertEquals(5 / 6.0, Retrieval.chance(new int[] {0}, gallery, 2), 1e-12);
    assertEquals(1, Retrieval.chance(new int[] {0}, gallery, 3), 1e-12);
    assertEquals((0.5 + 0.25) / 2, Retrieval.chance(new int[] {0, 1}, gallery, 1), 1e-12);
    assertEquals(0, Retrieval.chance(new int[] {3}, gallery, 4), 1e-12);
  }

  @Test
  void missed_theSurestFirst() {
    FeatureSet gallery = angles(new int[] {0, 1}, 0, 90);
    FeatureSet queries = angles(new int[] {1, 0, 0, 1}, 20, 10, 86, 5);
    Retrieval found = Retrieval.of(queries, gallery, 2);
    assertArrayEquals(new int[] {2, 3, 0}, found.missed(1), "4, 5 and 20 degrees away");
    assertArrayEquals(new int[] {}, found.missed(2));
    assertArrayEquals(new double[] {0.25, 1}, found.recalls(1, 2));
  }

  @Test
  void within_noRowFindsItself() {
    FeatureSet rows = angles(new int[] {0, 1, 1, 0}, 0, 10, 40, 90);
    Retrieval found = Retrieval.within(rows, 3);
    assertArrayEquals(new int[][] {{1, 2, 3}, {0, 2, 3}, {1, 0, 3}, {2, 1, 0}}, rows(found));
    assertArrayEquals(new int[] {3, 2, 1, 3}, found.places());
  }

  private static int[][] rows(Retrieval found) {
    return found.neighbours().rows();
  }

  private static FeatureSet angles(int[] labels, double... degrees) {
    float[][] rows = new float[degrees.length][];
    for (int i = 0; i < rows.length; i++) {
      double angle = Math.toRadians(degrees[i]);
      rows[i] = new float[] {(float) Math.cos(angle), (float) Math.sin(angle)};
    }
    return Features.of(labels, rows);
  }

  @Test
  void impossibleRequests_areRefused() {
    FeatureSet gallery = angles(new int[] {0, 1}, 0, 90);
    assertRefused(
        () -> Retrieval.of(angles(new int[] {2}, 0), gallery, 1),
        "a query of class 2 has none of its class in the gallery");
    assertRefused(
        () -> Retrieval.within(gallery, 1),
        "a query of class 0 has none of its class besides itself");
    assertRefused(() -> Retrieval.of(gallery, gallery, 3), "3 neighbours in a gallery of 2 rows");
    assertRefused(
        () -> Retrieval.of(angles(new int[] {-1}, 0), gallery, 1), "label -1: labels count from 0");
    Retrieval one = Retrieval.of(gallery, gallery, 1);
    assertThrows(IllegalArgumentException.class, () -> one.recall(2));
  }

  private static void assertRefused(Runnable request, String message) {
    assertEquals(message, assertThrows(InputException.class, request::run).getMessage());
  }
}
