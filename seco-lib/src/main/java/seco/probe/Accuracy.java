package seco.probe;

/** Shares of right predictions. */
public final class Accuracy {
  private Accuracy() {}

  /** Share of predictions that equal the labels, 0..1. */
  public static double top1(int[] labels, int[] predictions) {
    requireSameLength(labels, predictions);
    int right = 0;
    for (int i = 0; i < labels.length; i++) {
      right += labels[i] == predictions[i] ? 1 : 0;
    }
    return right / (double) labels.length;
  }

  /** {@link #top1} within each class; NaN for a class without an example. */
  public static double[] perClass(int[] labels, int[] predictions, int classes) {
    requireSameLength(labels, predictions);
    double[] right = new double[classes];
    int[] counts = new int[classes];
    for (int i = 0; i < labels.length; i++) {
      counts[labels[i]]++;
      right[labels[i]] += labels[i] == predictions[i] ? 1 : 0;
    }
    for (int k = 0; k < classes; k++) {
      right[k] = counts[k] == 0 ? Double.NaN : right[k] / counts[k];
    }
    return right;
  }

  private static void requireSameLength(int[] labels, int[] predictions) {
    if (labels.length != predictions.length || labels.length == 0) {
      throw new IllegalArgumentException(
          predictions.length + " predictions for " + labels.length + " labels");
    }
  }
}
