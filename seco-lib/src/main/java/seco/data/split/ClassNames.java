package seco.data.split;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The classes of a data set by name. Case does not matter, and {@code _} stands for a blank, as
 * many copies of the data sets have it.
 */
final class ClassNames {
  private final List<String> names = new ArrayList<>();
  private final Map<String, Integer> numbers = new HashMap<>();

  /** The classes of some names, numbered in their order. */
  static ClassNames of(List<String> names) {
    ClassNames classes = new ClassNames();
    for (String name : names) {
      var unused = classes.add(name);
    }
    return classes;
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT).replace('_', ' ').strip();
  }

  /** The number of a class, from 0; it becomes the next one if it is new. */
  int add(String name) {
    Integer known = numbers.putIfAbsent(key(name), names.size());
    if (known != null) {
      return known;
    }
    names.add(name);
    return names.size() - 1;
  }

  /** The number of a class; -1 where there is no such class. */
  int number(String name) {
    return numbers.getOrDefault(key(name), -1);
  }

  boolean isSame(String name, String other) {
    return key(name).equals(key(other));
  }

  List<String> names() {
    return List.copyOf(names);
  }

  /** The same classes numbered alphabetically, as where a data set gives no numbers. */
  ClassNames sorted() {
    return of(names.stream().sorted(Comparator.comparing(name -> name.replace('_', ' '))).toList());
  }
}
