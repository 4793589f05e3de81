package seco.probe;

import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import seco.InputException;
import seco.tensor.ElementType;
import seco.tensor.SafeTensors.Described;
import seco.tensor.SafeTensorsReader;

/** The reading of a file of features and of the names beside it. */
final class FeatureReading {
  private FeatureReading() {}

  /** Changes rows in place. */
  @FunctionalInterface
  interface Change {
    void apply(float[] values, int dimension);
  }

  /**
   * Reads features, the names first, so that a row can be named.
   *
   * @param change what becomes of the rows
   */
  static FeatureSet read(Path file, Change change) throws IOException {
    try (SafeTensorsReader reader = SafeTensorsReader.open(file)) {
      Described features = required(file, reader, FeatureSet.FEATURES);
      Described labels = required(file, reader, FeatureSet.LABELS);
      requireMatching(file, features, labels);
      Map<String, String> card = new LinkedHashMap<>(reader.metadata());
      int size = Math.toIntExact(labels.shape().get(0));
      List<String> names = FeatureNames.read(file, size, card.remove(FeatureSet.NAMES));
      int dimension = Math.toIntExact(features.shape().get(1));
      float[] values = reader.floats(features);
      requireNumbers(file, values, dimension, names);
      change.apply(values, dimension);
      return new FeatureSet(values, dimension, reader.ints(labels), names, card);
    }
  }

  private static Described required(Path file, SafeTensorsReader reader, String name) {
    return reader
        .array(name)
        .orElseThrow(
            () -> new InputException(file + ": no features (it holds " + reader.names() + ")"));
  }

  private static void requireMatching(Path file, Described features, Described labels) {
    boolean matching =
        features.type().widened() == ElementType.FLOAT32
            && features.shape().size() == 2
            && features.shape().get(1) > 0
            && (labels.type() == ElementType.INT32 || labels.type() == ElementType.INT16)
            && labels.shape().equals(features.shape().subList(0, 1));
    if (!matching) {
      throw new InputException(
          "%s: features %s and labels %s do not belong together"
              .formatted(file, shape(features), shape(labels)));
    }
  }

  private static Shape shape(Described array) {
    return new Shape(array.shape().stream().mapToLong(Long::longValue).toArray());
  }

  private static void requireNumbers(Path file, float[] values, int dimension, List<String> names) {
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        int row = i / dimension;
        throw new InputException(
            file + ": row " + row + " (" + names.get(row) + ") holds " + values[i]);
      }
    }
  }
}
