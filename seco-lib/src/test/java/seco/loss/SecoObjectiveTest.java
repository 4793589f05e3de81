package seco.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import seco.loss.SecoObjective.Views;
import seco.tensor.Gradients;

class SecoObjectiveTest {
  private static final double TAU = 0.1;
  private static final double INTRA_TAU = 0.2;

  private final NDManager manager = NDManager.newBaseManager();
  private final Random random = new Random(4);
  private final Views inter = views();
  private final Views intra = views();
  private final NDArray memory = Arrays64.unit(manager, 9, 4, random);
  private final NDArray logits = Arrays64.of(manager, 2, 1, 2, 0, -1, 0.5, 0.6);
  private final NDArray queryFirst = manager.create(new double[] {1, 0, 1});

  @AfterEach
  void close() {
    manager.close();
  }

  private Views views() {
    return new Views(unit(), unit(), unit(), unit());
  }

  private NDArray unit() {
    return Arrays64.unit(manager, 3, 4, random);
  }

  @Test
  void evaluate_eachSetOfTasks_totalIsThePlainSumOfTheirLosses() {
    List<NDArray> positives = List.of(inter.sameFrame(), inter.earlier(), inter.later());
    double eq2 =
        new InterFrameLoss(TAU).evaluate(inter.query(), positives, memory).loss().getDouble();
    double eq3 =
        new IntraFrameLoss(INTRA_TAU, IntraFrameLoss.Reading.PAPER)
            .evaluate(intra.query(), intra.sameFrame(), intra.earlier(), intra.later())
            .loss()
            .getDouble();
    double eq4 = new TemporalOrderLoss().evaluate(logits, queryFirst).loss().getDouble();
    assertTotal(eq2, EnumSet.of(Task.INTER));
    assertTotal(eq2 + eq3, EnumSet.of(Task.INTER, Task.INTRA));
    assertTotal(eq3 + eq4, EnumSet.of(Task.INTRA, Task.ORDER));
    assertTotal(eq2 + eq3 + eq4, EnumSet.of(Task.INTER, Task.INTRA, Task.ORDER));
  }

  private void assertTotal(double expected, Set<Task> tasks) {
    Terms terms = evaluate(tasks, inter);
    assertEquals(expected, terms.total().getDouble(), 1e-12, tasks.toString());
  }

  private Terms evaluate(Set<Task> tasks, Views interViews) {
    return new SecoObjective(tasks, TAU, INTRA_TAU, IntraFrameLoss.Reading.PAPER)
        .evaluate(interViews, intra, memory, logits, queryFirst);
  }

  @Test
  void evaluate_inactiveTask_isWatchedButNotTrained() {
    NDArray query = inter.query();
    query.setRequiresGradient(true);
    Terms terms =
        Gradients.backward(
            () -> {
              NDArray factor = manager.ones(query.getShape()).toType(query.getDataType(), false);
              Views recorded =
                  new Views(query.mul(factor), inter.sameFrame(), inter.earlier(), inter.later());
              Terms all = evaluate(EnumSet.of(Task.INTRA, Task.ORDER), recorded);
              NDArray total = all.total().add(query.sum());
              return new Terms(all.inter(), all.intra(), all.order(), total);
            },
            Terms::total);
    assertEquals(true, terms.inter().loss().getDouble() > 0, "Eq. (2) is computed");
    double[] gradient = query.getGradient().toDoubleArray();
    for (double value : gradient) {
      assertEquals(1, value, 1e-12, "only the added sum depends on the inter view");
    }
  }

  @Test
  void evaluateFrames_oneFrame_isInfoNce() {
    Terms terms =
        new SecoObjective(EnumSet.of(Task.FRAMES), TAU, INTRA_TAU, IntraFrameLoss.Reading.PAPER)
            .evaluateFrames(inter.query(), inter.sameFrame(), memory);
    double expected =
        new InfoNce(TAU).evaluate(inter.query(), inter.sameFrame(), memory).loss().getDouble();
    assertEquals(expected, terms.total().getDouble(), 1e-12);
    assertNull(terms.intra());
    assertNull(terms.order());
  }

  @Test
  void requireTasks_noneOrFramesWithOthers_isRefused() {
    String none =
        assertThrows(
                IllegalArgumentException.class,
                () -> SecoObjective.requireTasks(EnumSet.noneOf(Task.class)))
            .getMessage();
    assertEquals("no tasks: choose of inter, intra, order, or frames", none);
    String mixed =
        assertThrows(
                IllegalArgumentException.class,
                () -> SecoObjective.requireTasks(EnumSet.of(Task.INTER, Task.FRAMES)))
            .getMessage();
    assertEquals("task frames (MoCo) stands alone, got [INTER, FRAMES]", mixed);
  }
}
