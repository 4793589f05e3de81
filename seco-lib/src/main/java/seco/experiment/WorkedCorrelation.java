package seco.experiment;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import seco.track.CrossCorrelation;

/**
 * A correlation small enough for pencil and paper, and what the library makes of it.
 *
 * @param exemplar h x w, of one channel
 * @param search H x W
 */
public record WorkedCorrelation(double[][] exemplar, double[][] search) {
  /** The products whose sum is the response of a place, row by row. */
  public double[] products(int row, int column) {
    int width = exemplar[0].length;
    double[] products = new double[exemplar.length * width];
    Arrays.setAll(products, i -> exemplar[i / width][i % width] * at(i, row, column));
    return products;
  }

  /** The products of a place written out: {@code 1·0 + 2·1 + 0·1 + (-1)·1}. */
  public String written(int row, int column) {
    int width = exemplar[0].length;
    return IntStream.range(0, exemplar.length * width)
        .mapToObj(i -> new double[] {exemplar[i / width][i % width], at(i, row, column)})
        .map(factors -> number(factors[0]) + "·" + number(factors[1]))
        .collect(Collectors.joining(" + "));
  }

  private double at(int place, int row, int column) {
    int width = exemplar[0].length;
    return search[place / width + row][place % width + column];
  }

  private static String number(double value) {
    String text = value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    return value < 0 ? "(" + text + ")" : text;
  }

  /** The responses of all places, as {@link CrossCorrelation} computes them. */
  public double[][] responses(double factor) {
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray r = CrossCorrelation.one(map(manager, exemplar), map(manager, search), factor);
      int rows = (int) r.getShape().get(2);
      int columns = (int) r.getShape().get(3);
      float[] values = r.toFloatArray();
      double[][] responses = new double[rows][columns];
      for (int i = 0; i < values.length; i++) {
        responses[i / columns][i % columns] = values[i];
      }
      return responses;
    }
  }

  private static NDArray map(NDManager manager, double[][] matrix) {
    float[] values = new float[matrix.length * matrix[0].length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) matrix[i / matrix[0].length][i % matrix[0].length];
    }
    return manager.create(values, new Shape(1, 1, matrix.length, matrix[0].length));
  }
}
