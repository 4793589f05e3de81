package seco.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import seco.InputException;

class ProtocolCardTest {
  @TempDir Path folder;

  static ProtocolCard card(ProtocolCard.@Nullable Difference difference) {
    return new ProtocolCard(
        "HMDB51",
        "1",
        "train",
        "train1.txt",
        "abc",
        new ProtocolCard.Counts(3570, 3570, 0, 0, 2, Map.of("truncated", 3, "empty", 1), 3564, 51),
        Map.of("SeCo's published lists", 3563),
        difference,
        List.of(new ProtocolCard.Source("wave_test_split1.txt", "def")),
        List.of("one", "two"));
  }

  @Test
  void card_isReadBackWhole() throws IOException {
    ProtocolCard.Difference difference =
        new ProtocolCard.Difference("others", 9, 1, 2, List.of("a"), List.of("b", "c"));
    for (ProtocolCard card : List.of(card(null), card(difference))) {
      Path list = folder.resolve("train1.txt");
      Path file = ProtocolCard.place(list);
      assertEquals(folder.resolve("train1.card.json"), file);
      Files.writeString(file, card.toJson());
      assertEquals(Optional.of(card), ProtocolCard.beside(list, "abc"));
      card.writeInto(folder);
      assertEquals(Optional.of(card), ProtocolCard.in(folder, "abc"));
      assertTrue(card.toJson().contains("SeCo's"), card.toJson());
    }
  }

  @Test
  void counts_addUp() {
    ProtocolCard card = card(null);
    assertEquals(3568, card.counts().present());
    assertEquals(4, card.counts().damaged());
    assertEquals("HMDB51, split 1, train: 3564 of 3570 videos", card.summary());
  }

  @Test
  void noCard_isNone_anotherLists_isRefused() throws IOException {
    Path list = folder.resolve("train1.txt");
    assertEquals(Optional.empty(), ProtocolCard.beside(list, "abc"));
    assertEquals(Optional.empty(), ProtocolCard.in(folder, "abc"));
    Files.writeString(ProtocolCard.place(list), card(null).toJson());
    InputException e = assertThrows(InputException.class, () -> ProtocolCard.beside(list, "other"));
    assertTrue(
        e.getMessage().startsWith(ProtocolCard.place(list) + ": is the card of another list"),
        e.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"split\": \"1\",", "\"written\": 3564,", "\"sha256\": \"def\"", "{"})
  void cardWithoutAPart_isRefused_namingTheFile(String part) throws IOException {
    String json = card(null).toJson();
    assertTrue(json.contains(part), json);
    Path file = Files.writeString(folder.resolve("c.card.json"), json.replace(part, ""));
    InputException e = assertThrows(InputException.class, () -> ProtocolCard.read(file));
    assertTrue(e.getMessage().startsWith(file.toString()), e.getMessage());
  }
}
