package seco.experiment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import seco.loss.InfoNce;
import seco.loss.InterFrameLoss;
import seco.loss.IntraFrameLoss;
import seco.loss.TemporalOrderLoss;

/** The numbers of notebook 04, worked here from the angles alone. */
class WorkedCaseTest {
  private static final double TEMPERATURE = 0.1;
  private static final double[] QUERY = {90, 200, 330};
  private static final double[] K1 = {80, 225, 350};
  private static final double[] K2 = {70, 190, 20};
  private static final double[] K3 = {50, 210, 40};
  private static final double[] MEMORY = {130, 240, 265, 315};

  private final NDManager manager = NDManager.newBaseManager();
  private final WorkedCase worked = WorkedCase.threeVideos(manager);

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void infoNce_threeVideos_isTheHandsNumber() {
    InfoNce nce = new InfoNce(TEMPERATURE);
    WorkedCase.Answer answer =
        worked.evaluate(c -> nce.evaluate(c.query(), c.sameFrame(), c.memory()).loss());
    double[] expected = {
      infoNce(QUERY[0], K1[0]), infoNce(QUERY[1], K1[1]), infoNce(QUERY[2], K1[2])
    };
    assertArrayEquals(expected, answer.rows(), 1e-4);
    assertEquals(mean(expected), answer.mean(), 1e-4);
  }

  @Test
  void inter_threeVideos_isTheMeanOfThreePositives() {
    InterFrameLoss inter = new InterFrameLoss(TEMPERATURE);
    WorkedCase.Answer answer = worked.evaluate(c -> inter(inter, c));
    double[] expected = new double[3];
    for (int i = 0; i < 3; i++) {
      expected[i] =
          (infoNce(QUERY[i], K1[i]) + infoNce(QUERY[i], K2[i]) + infoNce(QUERY[i], K3[i])) / 3;
    }
    assertArrayEquals(expected, answer.rows(), 1e-4);
    assertEquals(mean(expected), answer.mean(), 1e-4);
  }

  @Test
  void intra_threeVideos_readsAsPaperAndAsCode() {
    double[] paper = new double[3];
    double[] code = new double[3];
    for (int i = 0; i < 3; i++) {
      double first = (cosine(QUERY[i], K2[i]) - cosine(QUERY[i], K1[i])) / TEMPERATURE;
      double second = (cosine(QUERY[i], K3[i]) - cosine(QUERY[i], K1[i])) / TEMPERATURE;
      paper[i] = Math.log(1 + Math.exp(first) + Math.exp(second));
      code[i] = (Math.log(1 + Math.exp(first)) + Math.log(1 + Math.exp(second))) / 2;
    }
    assertArrayEquals(paper, intra(IntraFrameLoss.Reading.PAPER).rows(), 1e-4);
    assertArrayEquals(code, intra(IntraFrameLoss.Reading.CODE).rows(), 1e-4);
  }

  @Test
  void pulls_ofEveryTerm_areMinusTheSlopesAlongTheCircle() {
    InterFrameLoss inter = new InterFrameLoss(TEMPERATURE);
    WorkedCase.Answer answer = worked.evaluate(c -> inter(inter, c));
    double[] turns = answer.turns(worked.query());
    for (int i = 0; i < 3; i++) {
      int row = i;
      DoubleUnaryOperator loss =
          q -> (infoNce(q, K1[row]) + infoNce(q, K2[row]) + infoNce(q, K3[row])) / 3;
      double step = 1e-3;
      double slope =
          (loss.applyAsDouble(QUERY[row] + step) - loss.applyAsDouble(QUERY[row] - step))
              / Math.toRadians(2 * step);
      assertEquals(-Math.toDegrees(slope), turns[i], 0.05, "video " + i);
    }
  }

  @Test
  void order_threeVideos_asksTheRightSide() {
    // A classifier that compares heights: behind when the query is lower than the others' mean.
    float[] weights = {0, 1, 0, -0.5f, 0, -0.5f, 0, -1, 0, 0.5f, 0, 0.5f};
    NDArray classifier = manager.create(weights, new Shape(2, 6));
    TemporalOrderLoss order = new TemporalOrderLoss();
    WorkedCase.Answer answer =
        worked.evaluate(c -> order.evaluate(c.orderLogits(classifier), c.queryFirst()).loss());
    double[] expected = new double[3];
    double[] first = {1, 0, 1};
    for (int i = 0; i < 3; i++) {
      double above = sine(QUERY[i]) - (sine(K2[i]) + sine(K3[i])) / 2;
      double right = first[i] == 1 ? 2 * above : -2 * above;
      expected[i] = Math.log(1 + Math.exp(-right));
    }
    assertArrayEquals(expected, answer.rows(), 1e-4);
  }

  @Test
  void roundTheCircle_secondVideo_keepsItsKeys() {
    WorkedCase round = worked.video(1).roundTheCircle(90);
    assertArrayEquals(new double[] {0, 90, 180, 270}, WorkedCase.degrees(round.query()), 1e-3);
    InfoNce nce = new InfoNce(TEMPERATURE);
    WorkedCase.Answer answer =
        round.evaluate(c -> nce.evaluate(c.query(), c.sameFrame(), c.memory()).loss());
    assertEquals(infoNce(180, K1[1]), answer.rows()[2], 1e-4);
  }

  @Test
  void degrees_ofCircle_comeBack() {
    double[] angles = {0, 45, 180, 359};
    assertArrayEquals(angles, WorkedCase.degrees(WorkedCase.circle(manager, angles)), 1e-3);
  }

  @Test
  void threeVideos_areWhatTheyAreSaidToBe() {
    double[] own = distances(K1);
    double[] other = distances(K2);
    assertTrue(own[0] < other[0], "the first is easy");
    assertTrue(own[1] > other[1], "the second is nearer to its other frame");
    assertTrue(own[2] > Math.abs(QUERY[2] - MEMORY[3]), "the third is nearest to another video");
    assertArrayEquals(QUERY, WorkedCase.degrees(worked.query()), 1e-3);
  }

  private static NDArray inter(InterFrameLoss inter, WorkedCase c) {
    List<NDArray> positives = List.of(c.sameFrame(), c.earlier(), c.later());
    return inter.evaluate(c.query(), positives, c.memory()).loss();
  }

  private WorkedCase.Answer intra(IntraFrameLoss.Reading reading) {
    IntraFrameLoss intra = new IntraFrameLoss(TEMPERATURE, reading);
    return worked.evaluate(
        c -> intra.evaluate(c.query(), c.sameFrame(), c.earlier(), c.later()).loss());
  }

  private static double[] distances(double[] keys) {
    double[] distances = new double[keys.length];
    for (int i = 0; i < keys.length; i++) {
      distances[i] = Math.abs(keys[i] - QUERY[i]);
    }
    return distances;
  }

  private static double infoNce(double query, double key) {
    double positive = Math.exp(cosine(query, key) / TEMPERATURE);
    double sum = positive;
    for (double negative : MEMORY) {
      sum += Math.exp(cosine(query, negative) / TEMPERATURE);
    }
    return -Math.log(positive / sum);
  }

  private static double cosine(double a, double b) {
    return Math.cos(Math.toRadians(a - b));
  }

  private static double sine(double degrees) {
    return Math.sin(Math.toRadians(degrees));
  }

  private static double mean(double[] values) {
    return java.util.Arrays.stream(values).average().orElseThrow();
  }
}
