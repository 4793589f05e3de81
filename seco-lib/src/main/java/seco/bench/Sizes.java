package seco.bench;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import seco.compile.Precision;

/** Settings by name, in the order in which they are given. */
final class Sizes {
  private final Map<String, Object> values = new LinkedHashMap<>();

  Sizes with(String name, Object value) {
    values.put(name, value);
    return this;
  }

  /** The precision of a compiled network; null is said as blocks. */
  static String precision(@Nullable Precision precision) {
    return precision == null ? "blocks" : precision.id();
  }

  Map<String, Object> asMap() {
    return Collections.unmodifiableMap(values);
  }
}
