package seco.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class InterFrameLossTest {
  @Test
  void evaluate_threeRows_byHand() {
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray query = Arrays64.of(manager, 2, 1, 0, 0, 1, -1, 0);
      NDArray k1 = Arrays64.of(manager, 2, 1, 0, 0, 1, -1, 0); // cosine 1 everywhere
      NDArray k2 = Arrays64.of(manager, 2, 0, 1, 1, 0, 0, 1); // cosine 0 everywhere
      NDArray k3 = Arrays64.of(manager, 2, -1, 0, 0, -1, 1, 0); // cosine -1 everywhere
      NDArray memory = Arrays64.of(manager, 2, 0.6, 0.8); // cosines 0.6, 0.8, -0.6
      double sum = 0;
      for (double negative : new double[] {0.6, 0.8, -0.6}) {
        for (double positive : new double[] {1, 0, -1}) {
          sum += Math.log(1 + Math.exp(negative - positive));
        }
      }
      Outcome outcome = new InterFrameLoss(1).evaluate(query, List.of(k1, k2, k3), memory);
      assertEquals(sum / 9, outcome.loss().getDouble(), 1e-12);
      assertEquals(4 / 9.0, outcome.accuracy().getFloat(), 1e-6, "k1 thrice, k2 in the third row");
    }
  }

  @Test
  void evaluate_sharedNegatives_equalsThreeSeparateLosses() {
    try (NDManager manager = NDManager.newBaseManager()) {
      Random random = new Random(1);
      NDArray query = Arrays64.unit(manager, 4, 8, random);
      NDArray memory = Arrays64.unit(manager, 20, 8, random);
      double loss = 0;
      double accuracy = 0;
      NDArray[] keys = new NDArray[3];
      for (int i = 0; i < 3; i++) {
        keys[i] = Arrays64.unit(manager, 4, 8, random);
        Outcome one = new InfoNce(0.1).evaluate(query, keys[i], memory);
        loss += one.loss().getDouble() / 3;
        accuracy += one.accuracy().getFloat() / 3;
      }
      Outcome shared = new InterFrameLoss(0.1).evaluate(query, List.of(keys), memory);
      assertEquals(loss, shared.loss().getDouble(), 1e-12);
      assertEquals(accuracy, shared.accuracy().getFloat(), 1e-6);
      NDArray[] turned = {keys[2], keys[0], keys[1]};
      assertEquals(
          loss,
          new InterFrameLoss(0.1).evaluate(query, List.of(turned), memory).loss().getDouble(),
          1e-12,
          "the positives' order");
    }
  }

  @Test
  void evaluate_gradient_equalsFiniteDifferences() {
    try (NDManager manager = NDManager.newBaseManager()) {
      Random random = new Random(2);
      NDArray k1 = Arrays64.unit(manager, 3, 4, random);
      NDArray k2 = Arrays64.unit(manager, 3, 4, random);
      NDArray memory = Arrays64.unit(manager, 6, 4, random);
      Arrays64.assertGradient(
          Arrays64.unit(manager, 3, 4, random),
          query -> new InterFrameLoss(0.1).evaluate(query, List.of(k1, k2), memory).loss());
    }
  }
}
