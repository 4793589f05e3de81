package seco.pretrain;

import ai.djl.ndarray.NDArray;
import seco.contrast.EmbeddingGeometry;
import seco.contrast.MemoryQueue;
import seco.contrast.MomentumEncoder;
import seco.run.Curve;

/**
 * Whether the contrast of a step is sound, in plain numbers; NaN where one does not apply or was
 * not recorded. The embeddings are the inter head's queries and their keys k1, before the step
 * changes the weights.
 *
 * @param alignment as {@link EmbeddingGeometry#alignment}
 * @param uniformity as {@link EmbeddingGeometry#uniformity}
 * @param effectiveRank as {@link EmbeddingGeometry#effectiveRank}; 1 is the collapse
 * @param memoryAge as {@link MemoryQueue#meanAge}, in steps
 * @param momentumDistance as {@link MomentumEncoder#distance}, after the step
 * @param interGradient share of the inter task in the sum of the tasks' gradient norms, each taken
 *     by the trunk's features, which the tasks share
 * @param intraGradient share of the intra task
 * @param orderGradient share of the order task
 */
public record Health(
    @Curve("health/alignment") double alignment,
    @Curve("health/uniformity") double uniformity,
    @Curve("health/effectiveRank") double effectiveRank,
    @Curve("health/memoryAge") double memoryAge,
    @Curve("health/momentumDistance") double momentumDistance,
    @Curve("health/interGradient") double interGradient,
    @Curve("health/intraGradient") double intraGradient,
    @Curve("health/orderGradient") double orderGradient) {
  /** No number known. */
  public static final Health UNKNOWN =
      new Health(
          Double.NaN,
          Double.NaN,
          Double.NaN,
          Double.NaN,
          Double.NaN,
          Double.NaN,
          Double.NaN,
          Double.NaN);

  /**
   * The numbers before the weights change, without the tasks' shares.
   *
   * @param query inter embeddings (N, D)
   * @param key of the same frames (N, D)
   */
  static Health of(NDArray query, NDArray key, double memoryAge) {
    return new Health(
        EmbeddingGeometry.alignment(query, key),
        EmbeddingGeometry.uniformity(query),
        EmbeddingGeometry.effectiveRank(query),
        memoryAge,
        Double.NaN,
        Double.NaN,
        Double.NaN,
        Double.NaN);
  }

  /** The same with the distance after the step. */
  Health withDistance(double distance) {
    return new Health(
        alignment,
        uniformity,
        effectiveRank,
        memoryAge,
        distance,
        interGradient,
        intraGradient,
        orderGradient);
  }

  /** The same with the tasks' shares in the norm of the gradient; NaN for a task that is not. */
  Health withGradients(double inter, double intra, double order) {
    return new Health(
        alignment, uniformity, effectiveRank, memoryAge, momentumDistance, inter, intra, order);
  }
}
