package seco.run;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import java.util.Map;
import java.util.stream.Collectors;
import seco.InputException;

/** Records of settings as JSON, and with single settings changed by name. */
public final class Settings {
  private static final Gson GSON = new GsonBuilder().setPrettyPrinting().create();

  private Settings() {}

  public static String toJson(Record settings) {
    return GSON.toJson(settings);
  }

  /**
   * Reads settings that {@link #toJson} wrote.
   *
   * @param source where the text comes from, for the message
   * @throws InputException if it is no such record, or a value is out of range
   */
  public static <R extends Record> R fromJson(String json, Class<R> type, String source) {
    try {
      R settings = GSON.fromJson(json, type);
      if (settings != null) {
        return settings;
      }
    } catch (JsonParseException e) {
      throw new InputException(source + ": not the settings that were expected", e);
    } catch (RuntimeException e) {
      if (e.getCause() instanceof InputException wrong) {
        throw wrong; // the record itself refused a value
      }
      throw new InputException(source + ": " + e.getMessage(), e);
    }
    throw new InputException(source + ": empty");
  }

  /**
   * The same settings with one changed, named by its path such as {@code contrast.memorySize}.
   *
   * @throws InputException if there is no such setting, or the value is out of range
   */
  public static <R extends Record> R with(R settings, String path, Object value) {
    return with(settings, Map.of(path, value));
  }

  /**
   * The same settings with several changed at once, so that only the whole must fit together.
   *
   * @param changes values by path
   * @throws InputException if there is no such setting, or a value is out of range
   */
  public static <R extends Record> R with(R settings, Map<String, ?> changes) {
    JsonObject tree = GSON.toJsonTree(settings).getAsJsonObject();
    changes.forEach((path, value) -> parent(tree, path).add(last(path), GSON.toJsonTree(value)));
    @SuppressWarnings("unchecked")
    Class<R> type = (Class<R>) settings.getClass();
    String what =
        changes.entrySet().stream()
            .map(change -> change.getKey() + " = " + change.getValue())
            .collect(Collectors.joining(", "));
    R changed;
    try {
      changed = fromJson(tree.toString(), type, what);
    } catch (InputException e) {
      if (e.getCause() instanceof JsonParseException) {
        throw new InputException("setting " + what + ": not a value of its kind", e);
      }
      throw e;
    }
    requireTaken(changed, changes);
    return changed;
  }

  private static JsonObject parent(JsonObject tree, String path) {
    JsonObject parent = tree;
    String[] names = path.split("\\.", -1);
    for (int i = 0; i < names.length - 1; i++) {
      JsonElement child = parent.get(names[i]);
      if (child == null || !child.isJsonObject()) {
        throw new InputException("no setting " + path + ", there are " + parent.keySet());
      }
      parent = child.getAsJsonObject();
    }
    if (!parent.has(last(path))) {
      throw new InputException("no setting " + path + ", there are " + parent.keySet());
    }
    return parent;
  }

  private static String last(String path) {
    return path.substring(path.lastIndexOf('.') + 1);
  }

  /** Refuses what JSON reads as nothing, such as an unknown choice, or as no finite number. */
  private static void requireTaken(Record settings, Map<String, ?> changes) {
    JsonObject tree;
    try {
      tree = GSON.toJsonTree(settings).getAsJsonObject();
    } catch (IllegalArgumentException e) {
      throw new InputException("settings " + changes + ": not all numbers are finite", e);
    }
    changes.forEach(
        (path, value) -> {
          JsonElement at = tree;
          for (String name : path.split("\\.", -1)) {
            at = at == null ? null : at.getAsJsonObject().get(name);
          }
          if (at == null) {
            throw new InputException("setting " + path + ": there is no choice '" + value + "'");
          }
        });
  }
}
