package seco.run;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
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
    JsonObject tree = GSON.toJsonTree(settings).getAsJsonObject();
    JsonObject parent = tree;
    String[] names = path.split("\\.");
    for (int i = 0; i < names.length - 1; i++) {
      JsonElement child = parent.get(names[i]);
      if (child == null || !child.isJsonObject()) {
        throw new InputException("no setting " + path + ", there are " + parent.keySet());
      }
      parent = child.getAsJsonObject();
    }
    String last = names[names.length - 1];
    if (!parent.has(last)) {
      throw new InputException("no setting " + path + ", there are " + parent.keySet());
    }
    parent.add(last, GSON.toJsonTree(value));
    @SuppressWarnings("unchecked")
    Class<R> type = (Class<R>) settings.getClass();
    return fromJson(tree.toString(), type, path + " = " + value);
  }
}
