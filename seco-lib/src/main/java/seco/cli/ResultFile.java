package seco.cli;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import seco.InputException;
import seco.run.Card;
import seco.run.Score;

/** A file with the JSON that a command has printed of a result. */
final class ResultFile {
  private ResultFile() {}

  /**
   * A number of a result with its card.
   *
   * @param metric such as top1, or recall.5; empty for the first that there is
   * @throws InputException if there is none, or the file is no result
   */
  static Score score(Path file, String metric) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new InputException(file + ": no such file");
    }
    try {
      JsonObject result = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
      String name = metric.isEmpty() ? usual(result) : metric;
      double value =
          number(result, name)
              .orElseThrow(() -> new InputException(file + ": holds no '" + name + "'"));
      return new Score(name, value, card(file, result));
    } catch (JsonParseException | IllegalStateException | UnsupportedOperationException e) {
      throw new InputException(file + ": not the JSON of one result", e);
    }
  }

  private static String usual(JsonObject result) {
    return result.has("top1") ? "top1" : result.has("recall") ? "recall.1" : "successAuc";
  }

  private static Optional<Double> number(JsonObject result, String name) {
    JsonElement at = result;
    for (String part : name.split("\\.")) {
      at = at != null && at.isJsonObject() ? at.getAsJsonObject().get(part) : null;
    }
    return at != null && at.isJsonPrimitive() && at.getAsJsonPrimitive().isNumber()
        ? Optional.of(at.getAsDouble())
        : Optional.empty();
  }

  private static Card card(Path file, JsonObject result) {
    JsonElement card = result.get("card");
    if (card == null || !card.isJsonObject()) {
      throw new InputException(file + ": the result has no card; measure it anew");
    }
    Map<String, String> fields = new LinkedHashMap<>();
    card.getAsJsonObject()
        .entrySet()
        .forEach(field -> fields.put(field.getKey(), field.getValue().getAsString()));
    return new Card(fields);
  }
}
