package seco.loss;

import ai.djl.ndarray.NDArray;

/**
 * What a task says about a batch.
 *
 * @param loss a scalar, averaged over the batch
 * @param accuracy share of the batch that the task gets right, a scalar without gradient
 */
public record Outcome(NDArray loss, NDArray accuracy) {}
