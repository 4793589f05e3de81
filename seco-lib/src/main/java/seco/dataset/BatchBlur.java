package seco.dataset;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import seco.augment.ColourDraw;
import seco.augment.Geometry;

/**
 * Gaussian blurs of many patches at once, each of its own width: a matrix product for the columns
 * and one for the rows. So wide and narrow kernels are one computation, and the border, mirrored
 * about the outermost pixels as OpenCV does, stands in the matrices.
 */
final class BatchBlur {
  /** A distance that no kernel reaches. */
  private static final float FAR = 1e6f;

  private BatchBlur() {}

  /**
   * Blurs patches.
   *
   * @param x (3, N, S, S)
   * @param draws one for each patch, their {@link Geometry#blurRadius} below S
   */
  static NDArray apply(NDArray x, List<ColourDraw> draws) {
    NDArray blur = matrices(x.getManager(), draws, (int) x.getShape().get(3));
    return blur.matMul(x).matMul(blur.transpose(0, 2, 1)).round();
  }

  /**
   * What each pixel of a line takes of each other, (N, S, S): the kernel at their distance, and at
   * their distances by way of the mirrored ends.
   */
  private static NDArray matrices(NDManager scope, List<ColourDraw> draws, int pixels) {
    int n = draws.size();
    float[] radii = new float[n];
    float[] sharpness = new float[n];
    float[] heights = new float[n];
    for (int patch = 0; patch < n; patch++) {
      double sigma = draws.get(patch).sigma();
      int radius = sigma > 0 ? Geometry.blurRadius(sigma) : 0; // 0 takes the pixel alone
      radii[patch] = radius;
      sharpness[patch] = sigma > 0 ? (float) (-0.5 / (sigma * sigma)) : 0;
      heights[patch] = (float) (1 / sum(radius, sharpness[patch]));
    }
    Shape shape = new Shape(1, n, 1, 1);
    NDArray distances = distances(scope, pixels); // (3, 1, S, S)
    NDArray inside = distances.lte(scope.create(radii, shape)).toType(DataType.FLOAT32, false);
    NDArray kernel = distances.square().mul(scope.create(sharpness, shape)).exp().muli(inside);
    return kernel.sum(new int[] {0}).muli(scope.create(heights, new Shape(n, 1, 1)));
  }

  private static double sum(int radius, double sharpness) {
    double sum = 1;
    for (int distance = 1; distance <= radius; distance++) {
      sum += 2 * Math.exp(sharpness * distance * distance);
    }
    return sum;
  }

  /** Distances on a line of pixels: straight, by way of its beginning, and by way of its end. */
  private static NDArray distances(NDManager scope, int pixels) {
    int size = pixels * pixels;
    int last = pixels - 1;
    float[] distances = new float[3 * size];
    for (int to = 0; to < pixels; to++) {
      for (int from = 0; from < pixels; from++) {
        int at = to * pixels + from;
        distances[at] = Math.abs(to - from);
        distances[at + size] = from > 0 ? to + from : FAR; // the outermost is not mirrored
        distances[at + 2 * size] = from < last ? 2 * last - to - from : FAR;
      }
    }
    return scope.create(distances, new Shape(3, 1, pixels, pixels));
  }
}
