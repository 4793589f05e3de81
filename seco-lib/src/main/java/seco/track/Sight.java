package seco.track;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import seco.video.Frame;

/**
 * What SiamFC saw in one update, at the scale that answered most.
 *
 * @param exemplar cut of the first frame
 * @param search cut of this frame, around where the object was last
 * @param exemplarMap length of the exemplar's feature in each cell, h x w
 * @param searchMap length of the search picture's feature in each cell, H x W
 * @param response of each cell, n x n
 * @param scale number of the scale, the middle one being the present size
 */
public record Sight(
    Frame exemplar,
    Frame search,
    double[][] exemplarMap,
    double[][] searchMap,
    double[][] response,
    int scale) {

  /** The lengths of the features (1, C, h, w) of each cell. */
  static double[][] strength(NDArray map) {
    Shape shape = map.getShape();
    int channels = (int) shape.get(1);
    int height = (int) shape.get(2);
    int width = (int) shape.get(3);
    float[] values = map.toFloatArray();
    double[][] lengths = new double[height][width];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        double sum = 0;
        for (int c = 0; c < channels; c++) {
          double value = values[(c * height + y) * width + x];
          sum += value * value;
        }
        lengths[y][x] = Math.sqrt(sum);
      }
    }
    return lengths;
  }

  /** The rows of a square matrix. */
  static double[][] square(float[] values) {
    int n = (int) Math.sqrt(values.length);
    double[][] rows = new double[n][n];
    for (int i = 0; i < values.length; i++) {
      rows[i / n][i % n] = values[i];
    }
    return rows;
  }
}
