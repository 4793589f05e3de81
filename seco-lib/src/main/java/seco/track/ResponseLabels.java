package seco.track;

/** What a response (n, n) should be: 1 where the object is, 0 elsewhere, 0.5 where it is open. */
final class ResponseLabels {
  /** Cells from the shifted centre that are still the object. */
  private static final double SHIFTED_RADIUS = 2.5;

  private ResponseLabels() {}

  /**
   * Labels around the middle, by the sum of the distances along both axes.
   *
   * @param positive greatest distance in cells that is the object
   * @param negative distance in cells from which it is not
   */
  static float[] centred(int n, double positive, double negative) {
    float[] labels = new float[n * n];
    double middle = (n - 1) / 2.0;
    for (int i = 0; i < labels.length; i++) {
      double distance = Math.abs(i / n - middle) + Math.abs(i % n - middle);
      labels[i] = distance <= positive ? 1 : distance < negative ? 0.5f : 0;
    }
    return labels;
  }

  /**
   * Labels around a centre that lies beside the middle.
   *
   * @param right and
   * @param down how far the object lies from the middle, in cells
   */
  static float[] shifted(int n, double right, double down) {
    float[] labels = new float[n * n];
    double middle = (n - 1) / 2.0;
    for (int i = 0; i < labels.length; i++) {
      double distance = Math.abs(i % n - middle - right) + Math.abs(i / n - middle - down);
      labels[i] = distance <= SHIFTED_RADIUS ? 1 : 0;
    }
    return labels;
  }
}
