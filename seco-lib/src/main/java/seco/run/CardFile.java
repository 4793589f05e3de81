package seco.run;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import seco.InputException;

/** The cards of a table's numbers, {@code NAME.cards.json} beside {@code NAME.csv}. */
final class CardFile {
  private static final Gson GSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

  private CardFile() {}

  static Path beside(Path table) {
    String name = String.valueOf(table.getFileName()).replaceAll("\\.csv$", "");
    return table.resolveSibling(name + ".cards.json");
  }

  /** Writes cards by their {@link Card#id}. */
  static void write(Path file, Collection<Card> cards) throws IOException {
    Map<String, Map<String, String>> byId = new TreeMap<>();
    cards.forEach(card -> byId.put(card.id(), card.fields()));
    SafeFile.writeText(file, GSON.toJson(byId) + "\n");
  }

  /**
   * Reads cards by their {@link Card#id}.
   *
   * @throws InputException if there is no such file, it is damaged, or a card is not that of its id
   */
  static Map<String, Card> read(Path file) throws IOException {
    if (Files.notExists(file)) {
      throw new InputException(file + ": missing, the table beside it names cards");
    }
    Map<String, Card> cards = new LinkedHashMap<>();
    try {
      JsonObject all = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
      for (Map.Entry<String, JsonElement> entry : all.entrySet()) {
        Map<String, String> fields = new LinkedHashMap<>();
        entry
            .getValue()
            .getAsJsonObject()
            .entrySet()
            .forEach(field -> fields.put(field.getKey(), field.getValue().getAsString()));
        cards.put(entry.getKey(), new Card(fields));
      }
    } catch (JsonParseException | IllegalStateException | UnsupportedOperationException e) {
      throw new InputException(file + ": damaged", e);
    }
    cards.forEach(
        (id, card) -> {
          if (!id.equals(card.id())) {
            throw new InputException(file + ": card " + id + " has been changed");
          }
        });
    return cards;
  }
}
