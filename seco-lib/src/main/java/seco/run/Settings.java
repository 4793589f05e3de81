package seco.run;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import seco.InputException;

/** Records of settings as JSON, and with single settings changed by name. */
public final class Settings {
  private static final Gson GSON = new GsonBuilder().setPrettyPrinting().create();

  private Settings() {}

  public static String toJson(Record settings) {
    return GSON.toJson(settings);
  }

  /**
   * Reads settings that {@link #toJson} wrote. A setting that is younger than the text has the
   * value of its {@link WhenAbsent}.
   *
   * @param source where the text comes from, for the message
   * @throws InputException if it is no such record, a setting is missing or unknown, or a value is
   *     out of range
   */
  public static <R extends Record> R fromJson(String json, Class<R> type, String source) {
    try {
      JsonElement tree = JsonParser.parseString(json);
      if (!tree.isJsonObject()) {
        throw new InputException(source + ": no settings in it");
      }
      addYounger(type, tree.getAsJsonObject());
      requireNames(type, tree.getAsJsonObject(), source, "");
      return GSON.fromJson(tree, type);
    } catch (JsonParseException e) {
      throw new InputException(source + ": not the settings that were expected", e);
    } catch (InputException e) {
      throw e;
    } catch (RuntimeException e) {
      if (e.getCause() instanceof InputException wrong) {
        throw wrong; // the record itself refused a value
      }
      String reason = e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
      throw new InputException(source + ": " + reason, e);
    }
  }

  /** Adds the settings that did not exist when the text was written. */
  private static void addYounger(Class<?> type, JsonObject tree) {
    for (RecordComponent component : type.getRecordComponents()) {
      JsonElement value = tree.get(component.getName());
      WhenAbsent young = component.getAnnotation(WhenAbsent.class);
      if (value == null && young != null) {
        tree.add(
            component.getName(),
            component.getType().isRecord()
                ? JsonParser.parseString(young.value())
                : new JsonPrimitive(young.value()));
      } else if (value != null && value.isJsonObject() && component.getType().isRecord()) {
        addYounger(component.getType(), value.getAsJsonObject());
      }
    }
  }

  /** What Gson lets pass: absent settings become 0 or null, unknown ones are lost. */
  private static void requireNames(Class<?> type, JsonObject tree, String source, String path) {
    Set<String> names = new LinkedHashSet<>();
    for (RecordComponent component : type.getRecordComponents()) {
      String name = path + component.getName();
      names.add(component.getName());
      JsonElement value = tree.get(component.getName());
      if (value == null || value.isJsonNull()) {
        if (!component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
          throw new InputException(source + ": " + name + " is missing");
        }
      } else if (component.getType().isRecord() && value.isJsonObject()) {
        requireNames(component.getType(), value.getAsJsonObject(), source, name + ".");
      } else {
        requireConstants(component.getGenericType(), value, source, name);
      }
    }
    for (String name : tree.keySet()) {
      if (!names.contains(name)) {
        throw new InputException(source + ": no setting " + path + name + ", there are " + names);
      }
    }
  }

  private static void requireConstants(Type type, JsonElement value, String source, String name) {
    if (type instanceof ParameterizedType collection && value.isJsonArray()) {
      for (JsonElement element : value.getAsJsonArray()) {
        requireConstants(collection.getActualTypeArguments()[0], element, source, name);
      }
    } else if (type instanceof Class<?> constants && constants.isEnum()) {
      List<String> known =
          Arrays.stream(constants.getEnumConstants()).map(c -> ((Enum<?>) c).name()).toList();
      if (!value.isJsonPrimitive() || !known.contains(value.getAsString())) {
        throw new InputException(source + ": " + name + " " + value + ", choose of " + known);
      }
    }
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
    changes.forEach((path, value) -> parent(tree, path).add(last(path), json(path, value)));
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
    requireFinite(changed, what);
    return changed;
  }

  /**
   * The settings in which two records differ, by their paths: first the value in {@code settings},
   * then that in {@code other}.
   */
  public static <R extends Record> Map<String, List<String>> differences(R settings, R other) {
    Map<String, List<String>> differences = new LinkedHashMap<>();
    compare(GSON.toJsonTree(settings), GSON.toJsonTree(other), "", differences);
    return differences;
  }

  private static void compare(
      JsonElement a, JsonElement b, String path, Map<String, List<String>> differences) {
    if (!a.isJsonObject()) {
      if (!a.equals(b)) {
        differences.put(path, List.of(text(a), text(b)));
      }
      return;
    }
    String prefix = path.isEmpty() ? "" : path + ".";
    for (String name : a.getAsJsonObject().keySet()) {
      JsonElement other = b.getAsJsonObject().get(name);
      compare(a.getAsJsonObject().get(name), other, prefix + name, differences);
    }
  }

  private static String text(JsonElement value) {
    return value.isJsonPrimitive() ? value.getAsString() : value.toString();
  }

  private static JsonElement json(String path, Object value) {
    try {
      return GSON.toJsonTree(value);
    } catch (IllegalArgumentException e) {
      throw new InputException("setting " + path + " = " + value + ": not a finite number", e);
    }
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

  /** Refuses numbers that JSON cannot write again. */
  private static void requireFinite(Record settings, String what) {
    try {
      var unused = GSON.toJsonTree(settings);
    } catch (IllegalArgumentException e) {
      throw new InputException("setting " + what + ": not a finite number", e);
    }
  }
}
