package seco.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ActionTest {
  @Test
  void actions_areTenAndKeepTheirLabels() {
    assertEquals(10, Action.all().size());
    for (int label = 0; label < 10; label++) {
      assertEquals(label, Action.all().get(label).label());
    }
    assertEquals(10, Action.all().stream().map(Action::name).distinct().count());
    assertTrue(Action.all().stream().map(Action::name).toList().contains("wave"));
  }

  /** A video played backwards must look different, or nobody could tell its order. */
  @TestFactory
  Stream<DynamicTest> action_fromFirstToLastPose_hasADirection() {
    return Action.all().stream()
        .map(action -> DynamicTest.dynamicTest(action.name(), () -> assertDirected(action)));
  }

  private static void assertDirected(Action action) {
    assertTrue(distance(action.pose(0), action.pose(1)) > 40, "first and last pose are alike");
    double forwards = 0;
    for (int i = 0; i <= 20; i++) {
      forwards += distance(action.pose(i / 20.0), action.pose(1 - i / 20.0)) / 21;
    }
    assertTrue(forwards > 20, "the action is nearly its own reverse: " + forwards + " degrees");
  }

  @Test
  void pose_outsideOfTheAction_isItsFirstOrLast() {
    for (Action action : Action.all()) {
      assertEquals(0, distance(action.pose(-1), action.pose(0)), 1e-9, action.name());
      assertEquals(0, distance(action.pose(2), action.pose(1)), 1e-9, action.name());
    }
  }

  @Test
  void actions_differFromEachOther() {
    List<Action> all = Action.all();
    for (Action a : all) {
      for (Action b : all) {
        double difference = 0;
        for (int i = 0; i <= 10; i++) {
          difference += distance(a.pose(i / 10.0), b.pose(i / 10.0)) / 11;
        }
        if (a == b) {
          assertEquals(0, difference, 1e-9);
        } else {
          assertNotEquals(0, difference, 20, a.name() + " and " + b.name());
        }
      }
    }
  }

  /** Degrees, all angles together. */
  private static double distance(Pose a, Pose b) {
    double square = 0;
    for (int joint = 0; joint < Pose.JUMP; joint++) {
      square += Math.pow(a.get(joint) - b.get(joint), 2);
    }
    return Math.sqrt(square);
  }
}
