package seco.track;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import seco.tensor.Gradients;

/**
 * The forward and backward pass of a head over frozen maps.
 *
 * @param head whose arrays receive gradients
 * @param loss of the responses
 * @param responseFactor of the correlation
 */
record HeadStepper(MatchingHead head, ResponseLoss loss, double responseFactor) {
  /**
   * What came of a pass.
   *
   * @param loss of the batch
   * @param hits share of pairs whose greatest response is a cell of the object
   */
  record Outcome(double loss, double hits) {}

  /**
   * Adds the gradients of a batch's loss to the head's arrays. The maps may be long-lived; nothing
   * else is kept.
   *
   * @param exemplars maps (B, D, h, w)
   * @param searches maps (B, D, H, W)
   * @param labels of the responses (B, n, n), row by row
   */
  Outcome backward(NDArray exemplars, NDArray searches, float[] labels) {
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      NDArray responses =
          Gradients.recorded(
              () ->
                  CrossCorrelation.pairs(
                      head.exemplar(exemplars), head.search(searches), responseFactor));
      double[] logits = doubles(responses);
      ResponseLoss.Value value = loss.of(logits, labels);
      if (head.arrays().size() > 0 && Double.isFinite(value.loss())) {
        NDArray gradient = responses.getManager().create(value.gradient(), responses.getShape());
        Gradients.backward(responses, gradient.toType(responses.getDataType(), false));
      }
      return new Outcome(value.loss(), hits(logits, labels, (int) exemplars.getShape().get(0)));
    }
  }

  static double[] doubles(NDArray array) {
    if (array.getDataType() == DataType.FLOAT64) {
      return array.toDoubleArray();
    }
    float[] floats = array.toFloatArray();
    double[] values = new double[floats.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = floats[i];
    }
    return values;
  }

  private static double hits(double[] logits, float[] labels, int pairs) {
    int cells = logits.length / pairs;
    int hits = 0;
    for (int pair = 0; pair < pairs; pair++) {
      int best = pair * cells;
      for (int i = best; i < (pair + 1) * cells; i++) {
        best = logits[i] > logits[best] ? i : best;
      }
      hits += labels[best] == 1 ? 1 : 0;
    }
    return (double) hits / pairs;
  }
}
