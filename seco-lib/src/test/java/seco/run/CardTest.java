package seco.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import seco.InputException;

class CardTest {
  private static final Card CARD = Card.EMPTY.with("pixels", 48).with("C", 1).with("seed", 7);

  @Test
  void with_nothing_leavesItAsItIs() {
    assertEquals(CARD, CARD.with("compiled", null));
    assertEquals(List.of("pixels", "C", "seed"), List.copyOf(CARD.fields().keySet()));
  }

  @Test
  void differences_areThoseOfBothSides() {
    Card other = CARD.with("pixels", 112).without(Set.of("C")).with("compiled", "BF16");
    assertEquals(
        List.of("pixels '48' and '112'", "C '1' and not said", "compiled not said and 'BF16'"),
        CARD.differences(other, Set.of()).stream().map(Card.Difference::toString).toList());
    assertEquals(List.of(), CARD.differences(other, Set.of("pixels", "C", "compiled")));
  }

  @Test
  void requireLike_namesEveryFieldThatDiffers() {
    Card other = CARD.with("pixels", 112).with("C", 10).with("seed", 8);
    String message =
        assertThrows(InputException.class, () -> CARD.requireLike(other, Set.of("seed"), "a and b"))
            .getMessage();
    assertEquals("a and b: pixels '48' and '112', C '1' and '10'", message);
  }

  @Test
  void id_dependsOnWhatIsSaid_notOnTheOrder() {
    Card turned = Card.EMPTY.with("seed", 7).with("C", 1).with("pixels", 48);
    assertEquals(CARD.id(), turned.id());
    assertEquals(CARD, turned);
    assertNotEquals(CARD.id(), CARD.with("C", 2).id());
    assertEquals(12, CARD.id().length());
  }

  @Test
  void with_anotherCard_whoseWordCounts() {
    assertEquals("2", CARD.with(Card.EMPTY.with("C", 2)).get("C").orElseThrow());
  }
}
