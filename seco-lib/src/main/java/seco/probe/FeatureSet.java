package seco.probe;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import seco.InputException;
import seco.run.Card;
import seco.run.SafeFile;
import seco.tensor.NamedArrays;
import seco.tensor.SafeTensors;

/**
 * Features of videos or frames with their labels.
 *
 * @param values row-major (N, D)
 * @param dimension D
 * @param labels (N), from 0
 * @param names (N)
 * @param card how they were made
 */
public record FeatureSet(
    float[] values, int dimension, int[] labels, List<String> names, Map<String, String> card) {
  static final String FEATURES = "features";
  static final String LABELS = "labels";

  /** In the header beside the card: the fingerprint of the names' file. */
  static final String NAMES = "namesSha256";

  public FeatureSet {
    if (dimension < 1
        || values.length != dimension * labels.length
        || names.size() != labels.length) {
      throw new IllegalArgumentException(
          values.length
              + " values, "
              + labels.length
              + " labels, "
              + names.size()
              + " names do not make features of size "
              + dimension);
    }
    names = List.copyOf(names);
    card = Collections.unmodifiableMap(new LinkedHashMap<>(card)); // in its order, for the file
  }

  /** Number of rows. */
  public int size() {
    return labels.length;
  }

  /** Number of classes: the highest label plus one. */
  public int classes() {
    int highest = -1;
    for (int label : labels) {
      highest = Math.max(highest, label);
    }
    return highest + 1;
  }

  /** The features as a matrix (N, D). */
  public NDArray matrix(NDManager manager) {
    return manager.create(values, new Shape(size(), dimension));
  }

  /** The features as rows of doubles (N, D). */
  double[][] doubles() {
    double[][] rows = new double[size()][dimension];
    for (int i = 0; i < values.length; i++) {
      rows[i / dimension][i % dimension] = values[i];
    }
    return rows;
  }

  /** A row. */
  public float[] row(int i) {
    return Arrays.copyOfRange(values, i * dimension, (i + 1) * dimension);
  }

  /** The L2 norm of each row (N). */
  public double[] lengths() {
    double[] lengths = new double[size()];
    for (int i = 0; i < values.length; i++) {
      lengths[i / dimension] += (double) values[i] * values[i];
    }
    return Arrays.stream(lengths).map(Math::sqrt).toArray();
  }

  /** These rows divided by their L2 norms; a zero row stays. */
  public FeatureSet normalised() {
    float[] unit = values.clone();
    normalise(unit, dimension);
    return new FeatureSet(unit, dimension, labels, names, card).with(FeatureCards.NORMALISED, true);
  }

  /** The same features, of which the card says more. */
  FeatureSet with(String field, Object value) {
    Map<String, String> said = new Card(card).with(field, value).fields();
    return new FeatureSet(values, dimension, labels, names, said);
  }

  /** Divides rows by their L2 norms, in place. */
  static void normalise(float[] values, int dimension) {
    for (int from = 0; from < values.length; from += dimension) {
      double square = 0;
      for (int i = from; i < from + dimension; i++) {
        square += (double) values[i] * values[i];
      }
      double length = Math.max(Math.sqrt(square), 1e-12);
      for (int i = from; i < from + dimension; i++) {
        values[i] = (float) (values[i] / length);
      }
    }
  }

  /** The rows of given numbers, in that order. */
  public FeatureSet rows(int... numbers) {
    float[] chosen = new float[numbers.length * dimension];
    int[] chosenLabels = new int[numbers.length];
    String[] chosenNames = new String[numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      System.arraycopy(values, numbers[i] * dimension, chosen, i * dimension, dimension);
      chosenLabels[i] = labels[numbers[i]];
      chosenNames[i] = names.get(numbers[i]);
    }
    return new FeatureSet(chosen, dimension, chosenLabels, List.of(chosenNames), card);
  }

  /** The same features with other labels, for a probe of another factor. */
  public FeatureSet withLabels(int... others) {
    return new FeatureSet(values, dimension, others, names, card);
  }

  /**
   * The mean row of each video, where the rows are frames named {@code path#frame}; videos in the
   * order in which they appear.
   */
  public FeatureSet perVideo() {
    Map<String, List<Integer>> frames = new LinkedHashMap<>();
    for (int i = 0; i < size(); i++) {
      frames.computeIfAbsent(videoOf(names.get(i)), video -> new ArrayList<>()).add(i);
    }
    float[] means = new float[frames.size() * dimension];
    int[] videoLabels = new int[frames.size()];
    int video = 0;
    for (List<Integer> rows : frames.values()) {
      for (int i = 0; i < dimension; i++) {
        double sum = 0;
        for (int row : rows) {
          sum += values[row * dimension + i];
        }
        means[video * dimension + i] = (float) (sum / rows.size());
      }
      videoLabels[video++] = labels[rows.get(0)];
    }
    return new FeatureSet(means, dimension, videoLabels, List.copyOf(frames.keySet()), card);
  }

  /** The video of a row that is named {@code path#frame}. */
  public static String videoOf(String name) {
    return name.substring(0, name.lastIndexOf('#'));
  }

  /** The frame's number of a row that is named {@code path#frame}. */
  public static int frameOf(String name) {
    return Integer.parseInt(name.substring(name.lastIndexOf('#') + 1));
  }

  /** Writes a safetensors file with the card in its header, and the names beside it as CSV. */
  public void write(Path file) throws IOException {
    SafeFile.requireWritable(file);
    SafeFile.createParent(file);
    String csv = FeatureNames.write(file, size(), names::get, i -> labels[i]);
    try (NDManager manager = NDManager.newBaseManager()) {
      Map<String, NDArray> arrays = new LinkedHashMap<>();
      arrays.put(FEATURES, matrix(manager));
      arrays.put(LABELS, manager.create(labels));
      Map<String, String> header = new LinkedHashMap<>(card);
      header.put(NAMES, csv);
      SafeTensors.write(file, new NamedArrays(arrays), header);
    }
  }

  /**
   * Reads a file that {@link #write} made.
   *
   * @throws InputException if it is absent, damaged, not features, or holds a value that is no
   *     number
   */
  public static FeatureSet read(Path file) throws IOException {
    return FeatureReading.read(file, (values, dimension) -> {});
  }

  /** What {@link #read} and {@link #normalised} give, without holding the rows twice. */
  public static FeatureSet readNormalised(Path file) throws IOException {
    return FeatureReading.read(file, FeatureSet::normalise).with(FeatureCards.NORMALISED, true);
  }
}
