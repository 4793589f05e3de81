package seco.bench;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a stage was found to take.
 *
 * @param timings of its rounds
 * @param findings of this stage alone, by name, such as frames a second
 */
public record Measurement(Timings timings, Map<String, Double> findings) {
  static Measurement of(Timings timings) {
    return new Measurement(timings, Map.of());
  }

  Measurement with(String name, double value) {
    Map<String, Double> more = new LinkedHashMap<>(findings);
    more.put(name, value);
    return new Measurement(timings, more);
  }
}
