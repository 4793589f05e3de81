package seco.checkpoint;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import seco.InputException;

/**
 * The tensors and plain values of nested dictionaries and lists, by their names joined with dots.
 * What a file can make of a few bytes, such as one dictionary held many times, is bounded.
 */
final class Leaves {
  private static final int DEEPEST = 100;
  private static final int MOST_VALUES = 1_000_000;
  private static final int LONGEST_NAME = 1000;
  private static final int LONGEST_NOTE = 1000;
  private static final int MOST_LETTERS = 1 << 26;
  private static final String ALONE = "tensor";

  private final Path file;
  private final Map<String, TensorView> tensors = new LinkedHashMap<>();
  private final Map<String, String> notes = new LinkedHashMap<>();
  private int seen;
  private long letters;

  private Leaves(Path file) {
    this.file = file;
  }

  /** All leaves below a pickle's root. */
  static Leaves of(Path file, Object root) {
    Leaves leaves = new Leaves(file);
    if (root instanceof TensorView tensor) {
      leaves.tensors.put(ALONE, tensor);
    } else {
      leaves.collect("", root, 0);
    }
    return leaves;
  }

  Map<String, TensorView> tensors() {
    return tensors;
  }

  /** The plain values as texts. */
  Map<String, String> notes() {
    return notes;
  }

  private InputException refusal(String reason) {
    return new InputException(file + ": damaged, " + reason);
  }

  private void collect(String name, Object value, int depth) {
    if (depth > DEEPEST) {
      throw refusal("its dictionaries are nested deeper than " + DEEPEST);
    }
    count();
    if (value instanceof Map<?, ?> map) {
      map.forEach((key, inner) -> collect(joined(name, key), inner, depth + 1));
    } else if (value instanceof List<?> list && !isPlain(list)) {
      for (int i = 0; i < list.size(); i++) {
        collect(joined(name, i), list.get(i), depth + 1);
      }
    } else if (value instanceof TensorView tensor) {
      put(tensors, name, tensor);
    } else {
      put(notes, name, text(value));
    }
  }

  private void count() {
    if (++seen > MOST_VALUES) {
      throw refusal("it holds more than " + MOST_VALUES + " values");
    }
  }

  private <T> void put(Map<String, T> leaves, String name, T value) {
    if (tensors.containsKey(name) || notes.containsKey(name)) {
      throw refusal("two values have the name " + TorchObjects.printable(name));
    }
    letters += name.length() + (value instanceof String note ? note.length() : 0);
    if (letters > MOST_LETTERS) {
      throw refusal("its names and texts have more than " + MOST_LETTERS + " letters");
    }
    leaves.put(name, value);
  }

  private String joined(String name, Object key) {
    String text = key.toString();
    if (name.length() + text.length() > LONGEST_NAME) {
      throw refusal("a name has more than " + LONGEST_NAME + " letters");
    }
    return name.isEmpty() ? text : name + "." + text;
  }

  /** Whether a list holds neither dictionaries, lists nor tensors, so that it is one text. */
  private boolean isPlain(List<?> list) {
    boolean plain = true;
    for (Object value : list) {
      count();
      plain &=
          !(value instanceof Map<?, ?> || value instanceof List<?> || value instanceof TensorView);
    }
    return plain;
  }

  private static String text(Object value) {
    StringBuilder text = new StringBuilder();
    if (value instanceof List<?> list) {
      text.append('[');
      for (int i = 0; i < list.size() && text.length() <= LONGEST_NOTE; i++) {
        text.append(i == 0 ? "" : ", ").append(shortened(list.get(i).toString()));
      }
      text.append(']');
    } else {
      text.append(value);
    }
    return shortened(text.toString());
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST_NOTE ? text : text.substring(0, LONGEST_NOTE) + "…";
  }
}
