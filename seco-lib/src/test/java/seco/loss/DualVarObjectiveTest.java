package seco.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import seco.loss.DualVarObjective.View;

class DualVarObjectiveTest {
  private final NDManager manager = NDManager.newBaseManager();
  private View first;
  private View second;
  private NDArray third;
  private NDArray shuffled;

  @BeforeEach
  void views() {
    Random random = new Random(7);
    first = view(random);
    second = view(random);
    third = DualVarGoldens.unit(manager, random, 4, 2, 6);
    shuffled = DualVarGoldens.unit(manager, random, 4, 2, 6);
  }

  private View view(Random random) {
    return new View(
        DualVarGoldens.unit(manager, random, 4, 5), DualVarGoldens.unit(manager, random, 4, 2, 6));
  }

  @AfterEach
  void close() {
    manager.close();
  }

  private static DualVarObjective objective(DualVarWeights weights) {
    return new DualVarObjective(weights, 0.07, 0.2, 0.05, true);
  }

  @Test
  void simClr_nominal_isThePlainSumWithHalvesOfShuffleRank() {
    double clip = new NtXent(0.07).evaluate(first.clip(), second.clip()).loss().getDouble();
    double coherent =
        new TemporalCoherentLoss(0.2)
            .evaluate(first.segments(), second.segments())
            .loss()
            .getDouble();
    ShuffleRankLoss rank = new ShuffleRankLoss(0.05, true);
    double toFirst = rank.evaluate(first.segments(), shuffled).loss().getDouble();
    double toThird = rank.evaluate(third, shuffled).loss().getDouble();
    DualVarTerms terms = objective(DualVarWeights.nominal()).simClr(first, second, third, shuffled);
    assertEquals(clip, terms.clip().loss().getDouble(), 1e-12);
    assertEquals(coherent, terms.temporalCoherent().loss().getDouble(), 1e-12);
    assertEquals((toFirst + toThird) / 2, terms.shuffleRank().loss().getDouble(), 1e-12);
    assertEquals(clip + coherent + (toFirst + toThird) / 2, terms.total().getDouble(), 1e-12);
    assertEquals(new Shape(4), terms.shuffleRank().top1().getShape());
  }

  @Test
  void simClr_asRunOnEightDevices_takesAnEighthOfTheClipsContrast() {
    DualVarTerms nominal =
        objective(DualVarWeights.nominal()).simClr(first, second, third, shuffled);
    DualVarTerms asRun =
        objective(DualVarWeights.asRun8Gpu()).simClr(first, second, third, shuffled);
    assertEquals(
        nominal.total().getDouble() - 7 / 8.0 * nominal.clip().loss().getDouble(),
        asRun.total().getDouble(),
        1e-12);
  }

  @Test
  void moCo_contrastsWithTheMemory() {
    Random random = new Random(8);
    View memory =
        new View(
            DualVarGoldens.unit(manager, random, 9, 5),
            TemporalCoherentLoss.mean(DualVarGoldens.unit(manager, random, 9, 2, 6)));
    DualVarTerms terms =
        objective(new DualVarWeights(0.5, 2, 0)).moCo(first, second, memory, third, shuffled);
    double clip =
        new InfoNce(0.07).evaluate(first.clip(), second.clip(), memory.clip()).loss().getDouble();
    double coherent =
        new TemporalCoherentLoss(0.2)
            .evaluate(first.segments(), second.segments(), memory.segments())
            .loss()
            .getDouble();
    assertEquals(0.5 * clip + 2 * coherent, terms.total().getDouble(), 1e-12);
  }

  @Test
  void simClr_termOfNoWeight_isWatchedButDoesNotCountEvenIfItIsNoNumber() {
    NDArray nothing = shuffled.mul(Double.NaN);
    DualVarTerms terms =
        objective(new DualVarWeights(1, 0, 0)).simClr(first, second, third, nothing);
    assertEquals(terms.clip().loss().getDouble(), terms.total().getDouble());
    assertEquals(Double.NaN, terms.shuffleRank().loss().getDouble());
  }

  @Test
  void withoutAThirdView_theContrastsAreTheSame() {
    DualVarObjective objective = objective(new DualVarWeights(1, 0.5, 0));
    DualVarTerms two = objective.simClr(first, second);
    DualVarTerms four = objective.simClr(first, second, third, shuffled);
    assertEquals(four.total().getDouble(), two.total().getDouble());
    assertNull(two.shuffleRank());
    View memory = new View(first.clip(), TemporalCoherentLoss.mean(first.segments()));
    assertEquals(
        objective.moCo(first, second, memory, third, shuffled).total().getDouble(),
        objective.moCo(first, second, memory).total().getDouble());
  }

  @Test
  void weights_outOfRange_areRefused() {
    assertThrows(IllegalArgumentException.class, () -> new DualVarWeights(0, 0, 0));
    assertThrows(IllegalArgumentException.class, () -> new DualVarWeights(1, -1, 1));
    assertThrows(IllegalArgumentException.class, () -> new DualVarWeights(Double.NaN, 1, 1));
  }
}
