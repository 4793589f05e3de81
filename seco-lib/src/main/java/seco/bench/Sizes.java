package seco.bench;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Settings by name, in the order in which they are given. */
final class Sizes {
  private final Map<String, Object> values = new LinkedHashMap<>();

  Sizes with(String name, Object value) {
    values.put(name, value);
    return this;
  }

  Map<String, Object> asMap() {
    return Collections.unmodifiableMap(values);
  }
}
