package seco.track.otb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import seco.track.Box;

class AttributesTest {
  @Test
  void told_ofASequenceOfTheBenchmark_isTheAuthorsWord() {
    assertEquals(Optional.of(Set.of(Attribute.MB, Attribute.FM)), Attributes.told("BlurCar1"));
    assertEquals(Optional.empty(), Attributes.told("Lab_val_000001"));
  }

  @Test
  void told_ofSecondTargets_isFoundByEveryToolkitsName() {
    Set<Attribute> jogging = Set.of(Attribute.OCC, Attribute.DEF, Attribute.OPR);
    for (String name : List.of("Jogging.1", "Jogging-1", "Jogging_1", "Jogging1")) {
      assertEquals(Optional.of(jogging), Attributes.told(name), name);
    }
    assertEquals(Attributes.told("Human4"), Attributes.told("Human4-2"));
  }

  @Test
  void ofBoxes_atTheBounds_hasNone_andBeyondThemEach() {
    Box first = new Box(1, 1, 20, 20); // 400 pixels: not yet few
    assertEquals(Set.of(), Attributes.ofBoxes(List.of(first, new Box(21, 1, 20, 20))));
    assertEquals(Set.of(), Attributes.ofBoxes(List.of(first, new Box(1, 1, 40, 20))));
    assertEquals(
        Set.of(Attribute.FM), Attributes.ofBoxes(List.of(first, new Box(21.5, 1, 20, 20))));
    assertEquals(Set.of(Attribute.SV), Attributes.ofBoxes(List.of(first, new Box(1, 1, 40, 21))));
    assertEquals(
        Set.of(Attribute.SV),
        Attributes.ofBoxes(List.of(new Box(1, 1, 50, 50), new Box(1, 1, 30, 30))));
    assertEquals(Set.of(Attribute.LR), Attributes.ofBoxes(List.of(first, new Box(1, 1, 20, 19))));
  }

  @Test
  void ofBoxes_whereNothingIsSeen_passesOver() {
    Box box = new Box(1, 1, 30, 30);
    assertTrue(Attributes.ofBoxes(List.of(Box.ABSENT, box, Box.ABSENT, box)).isEmpty());
  }
}
