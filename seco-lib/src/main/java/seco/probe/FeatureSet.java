package seco.probe;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import seco.InputException;
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
  private static final String FEATURES = "features";
  private static final String LABELS = "labels";

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
    card = Map.copyOf(card);
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
    double[] lengths = lengths();
    float[] unit = new float[values.length];
    for (int i = 0; i < unit.length; i++) {
      unit[i] = (float) (values[i] / Math.max(lengths[i / dimension], 1e-12));
    }
    return new FeatureSet(unit, dimension, labels, names, card);
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
    try (NDManager manager = NDManager.newBaseManager()) {
      Map<String, NDArray> arrays = new LinkedHashMap<>();
      arrays.put(FEATURES, matrix(manager));
      arrays.put(LABELS, manager.create(labels));
      StringBuilder csv = new StringBuilder("name,label\n");
      for (int i = 0; i < size(); i++) {
        csv.append('"').append(names.get(i).replace("\"", "\"\"")).append("\",").append(labels[i]);
        csv.append('\n');
      }
      SafeFile.writeText(namesBeside(file), csv.toString());
      SafeTensors.write(file, new NamedArrays(arrays), card);
    }
  }

  /**
   * Reads a file that {@link #write} made.
   *
   * @throws InputException if it is absent, damaged, not features, or holds a value that is no
   *     number
   */
  public static FeatureSet read(Path file) throws IOException {
    try (NDManager manager = NDManager.newBaseManager()) {
      SafeTensors.Content content = SafeTensors.read(file, manager);
      if (!content.arrays().names().containsAll(List.of(FEATURES, LABELS))) {
        throw new InputException(
            file + ": no features (it holds " + content.arrays().names() + ")");
      }
      NDArray features = content.arrays().get(FEATURES);
      int[] labels = labels(file, features, content.arrays().get(LABELS));
      int dimension = Math.toIntExact(features.getShape().get(1));
      float[] values = features.toFloatArray();
      for (int i = 0; i < values.length; i++) {
        if (!Float.isFinite(values[i])) {
          throw new InputException(file + ": row " + i / dimension + " holds " + values[i]);
        }
      }
      return new FeatureSet(
          values, dimension, labels, names(file, labels.length), content.metadata());
    }
  }

  private static int[] labels(Path file, NDArray features, NDArray labels) {
    boolean matching =
        features.getDataType() == DataType.FLOAT32
            && features.getShape().dimension() == 2
            && features.getShape().get(1) > 0
            && labels.getDataType() == DataType.INT32
            && labels.getShape().equals(new Shape(features.getShape().get(0)));
    if (!matching) {
      throw new InputException(
          file
              + ": features "
              + features.getShape()
              + " and labels "
              + labels.getShape()
              + " do not belong together");
    }
    return labels.toIntArray();
  }

  /** The file of names that belongs to a file of features. */
  public static Path namesBeside(Path file) {
    String name = file.getFileName().toString().replaceAll("\\.safetensors$", "");
    return file.resolveSibling(name + ".csv");
  }

  private static String name(Path csv, String line) {
    int end = line.lastIndexOf('"');
    if (end < 1) {
      throw new InputException(csv + ": damaged line '" + line + "'");
    }
    return line.substring(1, end).replace("\"\"", "\"");
  }

  private static List<String> names(Path file, int count) throws IOException {
    Path csv = namesBeside(file);
    if (!Files.isRegularFile(csv)) {
      throw new InputException(csv + ": missing, it belongs to " + file);
    }
    List<String> names =
        Files.readAllLines(csv).stream().skip(1).map(line -> name(csv, line)).toList();
    if (names.size() != count) {
      throw new InputException(csv + ": " + names.size() + " names for " + count + " features");
    }
    return names;
  }
}
