package seco.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Random;
import org.junit.jupiter.api.Test;

class InfoNceTest {
  private static final double TAU = 0.5;

  @Test
  void evaluate_threeRows_byHand() {
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray query = Arrays64.of(manager, 2, 1, 0, 0, 1, 0.6, 0.8);
      NDArray key = Arrays64.of(manager, 2, 1, 0, 1, 0, 0.8, 0.6);
      NDArray memory = Arrays64.of(manager, 2, 0, 1, -1, 0);
      // Cosines over tau: positives 2, 0, 1.92; negatives (0, -2), (2, 0), (1.6, -1.2).
      double first = -Math.log(Math.exp(2) / (Math.exp(2) + Math.exp(0) + Math.exp(-2)));
      double second = -Math.log(1 / (1 + Math.exp(2) + Math.exp(0)));
      double third = -Math.log(Math.exp(1.92) / (Math.exp(1.92) + Math.exp(1.6) + Math.exp(-1.2)));

      Outcome outcome = new InfoNce(TAU).evaluate(query, key, memory);
      assertEquals((first + second + third) / 3, outcome.loss().getDouble(), 1e-12);
      assertEquals(2 / 3.0, outcome.accuracy().getFloat(), 1e-6, "the second row is wrong");
    }
  }

  @Test
  void evaluate_equalSimilarities_isLogOfTheirNumber() {
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray query = Arrays64.of(manager, 2, 1, 0);
      NDArray memory = Arrays64.of(manager, 2, 0, 1, 0, 1, 0, -1);
      NDArray key = Arrays64.of(manager, 2, 0, -1);
      Outcome outcome = new InfoNce(0.1).evaluate(query, key, memory);
      assertEquals(Math.log(4), outcome.loss().getDouble(), 1e-12);
      assertEquals(0, outcome.accuracy().getFloat(), "a tie is not right");
    }
  }

  @Test
  void evaluate_tinyTemperature_staysFinite() {
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray query = Arrays64.of(manager, 2, 1, 0);
      NDArray key = Arrays64.of(manager, 2, -1, 0);
      Outcome outcome = new InfoNce(1e-4).evaluate(query, key, query);
      assertEquals(20_000, outcome.loss().getDouble(), 1e-9);
    }
  }

  @Test
  void evaluate_permutedRowsAndMemory_isTheSame() {
    try (NDManager manager = NDManager.newBaseManager()) {
      Random random = new Random(1);
      NDArray query = Arrays64.unit(manager, 5, 4, random);
      NDArray key = Arrays64.unit(manager, 5, 4, random);
      NDArray memory = Arrays64.unit(manager, 7, 4, random);
      InfoNce nce = new InfoNce(TAU);
      double expected = nce.evaluate(query, key, memory).loss().getDouble();
      NDArray rows = manager.create(new long[] {3, 1, 4, 0, 2});
      NDArray others = manager.create(new long[] {6, 5, 0, 1, 4, 2, 3});
      NDArray shuffled = memory.get(others);
      assertEquals(
          expected,
          nce.evaluate(query.get(rows), key.get(rows), shuffled).loss().getDouble(),
          1e-12);
    }
  }

  @Test
  void evaluate_queriesAndTemperatureScaled_isTheSame() {
    try (NDManager manager = NDManager.newBaseManager()) {
      Random random = new Random(2);
      NDArray query = Arrays64.unit(manager, 5, 4, random);
      NDArray key = Arrays64.unit(manager, 5, 4, random);
      NDArray memory = Arrays64.unit(manager, 7, 4, random);
      double expected = new InfoNce(TAU).evaluate(query, key, memory).loss().getDouble();
      NDArray longer = query.mul(3);
      assertEquals(
          expected, new InfoNce(3 * TAU).evaluate(longer, key, memory).loss().getDouble(), 1e-12);
    }
  }

  @Test
  void evaluate_gradient_equalsFiniteDifferences() {
    try (NDManager manager = NDManager.newBaseManager()) {
      Random random = new Random(3);
      NDArray key = Arrays64.unit(manager, 3, 4, random);
      NDArray memory = Arrays64.unit(manager, 6, 4, random);
      Arrays64.assertGradient(
          Arrays64.unit(manager, 3, 4, random),
          query -> new InfoNce(0.1).evaluate(query, key, memory).loss());
    }
  }

  @Test
  void constructor_temperatureNotAboveZero_isRefused() {
    assertThrows(IllegalArgumentException.class, () -> new InfoNce(0));
    assertThrows(IllegalArgumentException.class, () -> new InfoNce(Double.NaN));
  }

  @Test
  void evaluate_memoryOfAnotherSize_isRefused() {
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray query = Arrays64.of(manager, 2, 1, 0);
      NDArray memory = Arrays64.of(manager, 3, 1, 0, 0);
      InfoNce nce = new InfoNce(TAU);
      String message =
          assertThrows(IllegalArgumentException.class, () -> nce.evaluate(query, query, memory))
              .getMessage();
      assertEquals("memory has shape (1, 3), expected (any, 2)", message);
    }
  }
}
