package seco.cli;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a command found: values by name for programs, a sentence for people. */
final class Result {
  private static final Gson GSON =
      new GsonBuilder().serializeNulls().disableHtmlEscaping().create();

  private final JsonObject values = new JsonObject();
  private final String text;

  /**
   * @param text the result for people
   */
  Result(String text) {
    this.text = text;
  }

  /** Adds a value: a number, a truth value, null, an array, list or map of these; else its text. */
  Result with(String name, @Nullable Object value) {
    values.add(name, element(value));
    return this;
  }

  private static JsonElement element(@Nullable Object value) {
    if (value == null) {
      return JsonNull.INSTANCE;
    }
    if (value instanceof Number number) {
      boolean finite = Double.isFinite(number.doubleValue()); // JSON has no word for NaN
      return finite ? new JsonPrimitive(number) : JsonNull.INSTANCE;
    }
    if (value instanceof Boolean truth) {
      return new JsonPrimitive(truth);
    }
    if (value instanceof double[] numbers) {
      JsonArray array = new JsonArray();
      for (double number : numbers) {
        array.add(element(number));
      }
      return array;
    }
    if (value instanceof Map<?, ?> map) {
      JsonObject object = new JsonObject();
      map.forEach((key, inner) -> object.add(String.valueOf(key), element(inner)));
      return object;
    }
    if (value instanceof List<?> list) {
      JsonArray array = new JsonArray();
      list.forEach(inner -> array.add(element(inner)));
      return array;
    }
    return new JsonPrimitive(value.toString());
  }

  /** The values as one JSON object on one line. */
  String json() {
    return GSON.toJson(values);
  }

  String text() {
    return text;
  }
}
