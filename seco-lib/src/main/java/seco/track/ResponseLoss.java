package seco.track;

/** How far responses are from their labels: binary cross-entropy of the logits, weighted. */
public enum ResponseLoss {
  /** The object's cells weigh one half together, all others the other half. */
  BALANCED {
    @Override
    Value weighted(double[] logits, float[] labels) {
      int positives = 0;
      int negatives = 0;
      for (float label : labels) {
        positives += label == 1 ? 1 : 0;
        negatives += label == 0 ? 1 : 0;
      }
      double loss = 0;
      double[] gradient = new double[logits.length];
      for (int i = 0; i < logits.length; i++) {
        double weight = labels[i] == 1 ? 0.5 / positives : labels[i] == 0 ? 0.5 / negatives : 0;
        loss += weight * crossEntropy(logits[i], labels[i]);
        gradient[i] = weight * (sigmoid(logits[i]) - labels[i]);
      }
      return new Value(loss, gradient);
    }
  },
  /**
   * Each cell weighs as much as it is wrong, squared; the weights add up to 1 and are part of what
   * is learned.
   */
  FOCAL {
    @Override
    Value weighted(double[] logits, float[] labels) {
      double sum = 0;
      double weights = 0;
      for (int i = 0; i < logits.length; i++) {
        double weight = weight(logits[i], labels[i]);
        sum += weight * crossEntropy(logits[i], labels[i]);
        weights += weight;
      }
      double loss = sum / weights;
      double[] gradient = new double[logits.length];
      for (int i = 0; i < logits.length; i++) {
        double p = sigmoid(logits[i]);
        double y = labels[i];
        double steepness = 2 * p * (1 - p) * ((1 - y) * p - y * (1 - p)); // of the weight
        double entropy = crossEntropy(logits[i], labels[i]);
        gradient[i] =
            (steepness * (entropy - loss) + weight(logits[i], labels[i]) * (p - y)) / weights;
      }
      return new Value(loss, gradient);
    }
  };

  /**
   * A loss and its gradient.
   *
   * @param loss of all responses together
   * @param gradient of the loss by each logit
   */
  record Value(double loss, double[] gradient) {}

  /**
   * The loss of a batch of responses against labels of the same number.
   *
   * @throws IllegalArgumentException if there are more or fewer labels than responses
   */
  Value of(double[] logits, float[] labels) {
    if (logits.length != labels.length) {
      throw new IllegalArgumentException(
          logits.length + " responses for " + labels.length + " labels");
    }
    return weighted(logits, labels);
  }

  abstract Value weighted(double[] logits, float[] labels);

  private static double sigmoid(double x) {
    return x >= 0 ? 1 / (1 + Math.exp(-x)) : Math.exp(x) / (1 + Math.exp(x));
  }

  private static double crossEntropy(double x, double y) {
    return Math.max(x, 0) - x * y + Math.log1p(Math.exp(-Math.abs(x)));
  }

  private static double weight(double x, double y) {
    double p = sigmoid(x);
    return y * (1 - p) * (1 - p) + (1 - y) * p * p;
  }
}
