package seco.experiment;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import seco.model.SecoEncoder;
import seco.tensor.Gradients;
import seco.tensor.Shapes;

/** A network's maps as plain numbers, row by row, for pictures. */
public final class FeatureMaps {
  private static final int STAGES = 5;

  private FeatureMaps() {}

  /** How active an image's cells are: mean over the channels of a map (N, C, h, w), h x w. */
  public static double[][] activity(NDArray map, int image) {
    Shapes.require("map", map, Shapes.ANY, Shapes.ANY, Shapes.ANY, Shapes.ANY);
    try (NDArray mean = map.get(new NDIndex("{}", image)).mean(new int[] {0})) {
      return rows(mean);
    }
  }

  /** One channel of an image's map (N, C, h, w), h x w. */
  public static double[][] channel(NDArray map, int image, int channel) {
    Shapes.require("map", map, Shapes.ANY, Shapes.ANY, Shapes.ANY, Shapes.ANY);
    try (NDArray chosen = map.get(new NDIndex("{},{}", image, channel))) {
      return rows(chosen);
    }
  }

  /**
   * What the middle cell of each stage looks at: for each of {@link SecoEncoder#stages} the mean,
   * over the images, of the gradient's size at each pixel, divided by the largest, H x W.
   *
   * @param images (N, 3, H, W); the running statistics normalise them, so they do not mix
   */
  public static List<double[][]> receptiveFields(SecoEncoder encoder, NDArray images) {
    List<double[][]> fields = new ArrayList<>();
    try (NDManager scope = images.getManager().newSubManager();
        SecoEncoder still = encoder.frozenCopy(scope)) {
      for (int stage = 0; stage < STAGES; stage++) {
        int chosen = stage;
        NDArray seen = images.duplicate();
        seen.attach(scope);
        seen.setRequiresGradient(true);
        Gradients.backward(
            () -> middle(still.stages(seen, false).get(chosen)).sum(), response -> response);
        NDArray field = seen.getGradient().abs().sum(new int[] {1}).mean(new int[] {0});
        fields.add(rows(field.div(field.max())));
      }
    }
    return fields;
  }

  private static NDArray middle(NDArray map) {
    long row = map.getShape().get(2) / 2;
    long column = map.getShape().get(3) / 2;
    return map.get(new NDIndex(":,:,{},{}", row, column));
  }

  /**
   * How much of a field lies near its middle: the share of its sum within 0, 1, 2, ... pixels of
   * the middle pixel, across or down whichever is farther.
   *
   * @param field H x W, none below 0
   */
  public static double[] within(double[][] field) {
    int middleRow = field.length / 2;
    int middleColumn = field[0].length / 2;
    double[] shares = new double[Math.max(middleRow, middleColumn) + 1];
    for (int y = 0; y < field.length; y++) {
      for (int x = 0; x < field[y].length; x++) {
        shares[Math.max(Math.abs(y - middleRow), Math.abs(x - middleColumn))] += field[y][x];
      }
    }
    Arrays.parallelPrefix(shares, Double::sum);
    double all = shares[shares.length - 1];
    return Arrays.stream(shares).map(share -> share / all).toArray();
  }

  /** A matrix as numbers, row by row. */
  public static double[][] rows(NDArray matrix) {
    float[] values = matrix.toFloatArray();
    int columns = Math.toIntExact(matrix.getShape().get(1));
    double[][] rows = new double[values.length / columns][columns];
    for (int i = 0; i < values.length; i++) {
      rows[i / columns][i % columns] = values[i];
    }
    return rows;
  }
}
