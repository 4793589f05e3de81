package seco.track;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;
import seco.tensor.Arithmetic;

/**
 * How well an exemplar's map fits at each place of a search map: the sum of their products, times a
 * factor. Gradients reach both.
 */
public final class CrossCorrelation {
  private CrossCorrelation() {}

  /** One exemplar (1, C, h, w) in several search maps (N, C, H, W): (N, 1, n, n). */
  public static NDArray one(NDArray exemplar, NDArray searches, double factor) {
    return Arithmetic.times(convolution(searches, exemplar, 1), factor);
  }

  /** Each of B exemplars (B, C, h, w) in its own search map (B, C, H, W): (B, 1, n, n). */
  static NDArray pairs(NDArray exemplars, NDArray searches, double factor) {
    long pairs = exemplars.getShape().get(0);
    Shape s = searches.getShape();
    NDArray side = searches.reshape(new Shape(1, pairs * s.get(1), s.get(2), s.get(3)));
    NDArray responses = convolution(side, exemplars, (int) pairs); // (1, B, n, n)
    Shape r = responses.getShape();
    NDArray each = responses.reshape(new Shape(pairs, 1, r.get(2), r.get(3)));
    return Arithmetic.times(each, factor);
  }

  private static NDArray convolution(NDArray input, NDArray weight, int groups) {
    Shape one = new Shape(1, 1);
    return Conv2d.conv2d(input, weight, null, one, new Shape(0, 0), one, groups).singletonOrThrow();
  }
}
