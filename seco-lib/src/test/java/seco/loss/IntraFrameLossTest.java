package seco.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static seco.loss.IntraFrameLoss.Reading.CODE;
import static seco.loss.IntraFrameLoss.Reading.PAPER;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Random;
import org.junit.jupiter.api.Test;

class IntraFrameLossTest {
  /** Similarities of the query to k1, k2, k3 in each of three rows, at temperature 1. */
  private static final double[][] COSINES = {{1, 0.6, 0}, {0, 0.8, -1}, {0.6, 0.6, 0.28}};

  @Test
  void evaluate_threeRows_byHand() {
    double paper = 0;
    double code = 0;
    for (double[] row : COSINES) {
      double positive = Math.exp(row[0]);
      double k2 = Math.exp(row[1]);
      double k3 = Math.exp(row[2]);
      paper -= Math.log(positive / (positive + k2 + k3)) / 3;
      code -= Math.log(positive / (positive + k2)) / 6;
      code -= Math.log(positive / (positive + k3)) / 6;
    }
    try (NDManager manager = NDManager.newBaseManager()) {
      assertEquals(paper, evaluate(manager, PAPER).loss().getDouble(), 1e-12);
      assertEquals(code, evaluate(manager, CODE).loss().getDouble(), 1e-12);
      assertEquals(1 / 3.0, evaluate(manager, PAPER).accuracy().getFloat(), 1e-6);
      assertEquals(1 / 3.0, evaluate(manager, CODE).accuracy().getFloat(), 1e-6);
    }
  }

  private static Outcome evaluate(NDManager manager, IntraFrameLoss.Reading reading) {
    NDArray query = Arrays64.of(manager, 2, 1, 0, 1, 0, 1, 0);
    return new IntraFrameLoss(1, reading)
        .evaluate(query, keys(manager, 0), keys(manager, 1), keys(manager, 2));
  }

  private static NDArray keys(NDManager manager, int key) {
    double[] values = new double[6];
    for (int row = 0; row < 3; row++) {
      double cosine = COSINES[row][key];
      values[2 * row] = cosine;
      values[2 * row + 1] = Math.sqrt(1 - cosine * cosine);
    }
    return Arrays64.of(manager, 2, values);
  }

  @Test
  void evaluate_oneFarNegative_readingsDifferByThePairThatIsEasy() {
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray query = Arrays64.of(manager, 2, 1, 0);
      NDArray near = Arrays64.of(manager, 2, 1, 0);
      NDArray far = Arrays64.of(manager, 2, -1, 0);
      double paper =
          new IntraFrameLoss(0.01, PAPER).evaluate(query, near, near, far).loss().getDouble();
      double code =
          new IntraFrameLoss(0.01, CODE).evaluate(query, near, near, far).loss().getDouble();
      assertEquals(Math.log(2), paper, 1e-12);
      assertEquals(Math.log(2) / 2, code, 1e-12);
    }
  }

  @Test
  void evaluate_negativesExchanged_isTheSame() {
    try (NDManager manager = NDManager.newBaseManager()) {
      Random random = new Random(1);
      NDArray q = Arrays64.unit(manager, 5, 4, random);
      NDArray k1 = Arrays64.unit(manager, 5, 4, random);
      NDArray k2 = Arrays64.unit(manager, 5, 4, random);
      NDArray k3 = Arrays64.unit(manager, 5, 4, random);
      for (IntraFrameLoss.Reading reading : IntraFrameLoss.Reading.values()) {
        IntraFrameLoss loss = new IntraFrameLoss(0.1, reading);
        assertEquals(
            loss.evaluate(q, k1, k2, k3).loss().getDouble(),
            loss.evaluate(q, k1, k3, k2).loss().getDouble(),
            1e-12);
      }
    }
  }

  @Test
  void evaluate_gradient_equalsFiniteDifferences() {
    try (NDManager manager = NDManager.newBaseManager()) {
      Random random = new Random(2);
      NDArray k1 = Arrays64.unit(manager, 3, 4, random);
      NDArray k2 = Arrays64.unit(manager, 3, 4, random);
      NDArray k3 = Arrays64.unit(manager, 3, 4, random);
      for (IntraFrameLoss.Reading reading : IntraFrameLoss.Reading.values()) {
        Arrays64.assertGradient(
            Arrays64.unit(manager, 3, 4, random),
            query -> new IntraFrameLoss(0.1, reading).evaluate(query, k1, k2, k3).loss());
      }
    }
  }
}
