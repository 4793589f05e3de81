package seco.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/** Arrays by name in a fixed order, as in a state dict. Asking for an absent name is an error. */
public final class NamedArrays {
  private final Map<String, NDArray> arrays;

  /** The arrays themselves, not copies, in the map's order. */
  public NamedArrays(Map<String, NDArray> arrays) {
    this.arrays = new LinkedHashMap<>(arrays);
  }

  /**
   * The array of a name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public NDArray get(String name) {
    NDArray array = arrays.get(name);
    if (array == null) {
      throw new IllegalArgumentException(
          "no array " + name + " among " + arrays.size() + " (" + String.join(", ", some()) + ")");
    }
    return array;
  }

  public Set<String> names() {
    return arrays.keySet();
  }

  public int size() {
    return arrays.size();
  }

  /** Bytes of all values together. */
  public long bytes() {
    return arrays.values().stream()
        .mapToLong(array -> array.size() * array.getDataType().getNumOfBytes())
        .sum();
  }

  public void forEach(BiConsumer<String, NDArray> action) {
    arrays.forEach(action);
  }

  /** Those whose names fulfil the condition. */
  public NamedArrays only(Predicate<String> names) {
    Map<String, NDArray> chosen = new LinkedHashMap<>(arrays);
    chosen.keySet().removeIf(names.negate());
    return new NamedArrays(chosen);
  }

  /** The same values in arrays of their own, which belong to {@code manager}. */
  public NamedArrays copy(NDManager manager) {
    Map<String, NDArray> copies = new LinkedHashMap<>();
    arrays.forEach(
        (name, array) -> {
          NDArray copy = array.duplicate();
          copy.attach(manager);
          copies.put(name, copy);
        });
    return new NamedArrays(copies);
  }

  /**
   * Copies values into these arrays, each from the array of the same name.
   *
   * @throws IllegalArgumentException if a name is missing in {@code values} or a shape differs;
   *     then nothing has been changed
   */
  public void copyFrom(NamedArrays values) {
    arrays.forEach(
        (name, array) -> Shapes.require(name, values.get(name), array.getShape().getShape()));
    arrays.forEach((name, array) -> Values.copy(values.get(name), array));
  }

  private String[] some() {
    return arrays.keySet().stream().limit(5).toArray(String[]::new);
  }
}
