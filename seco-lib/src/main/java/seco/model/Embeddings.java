package seco.model;

import ai.djl.ndarray.NDArray;

/**
 * The three heads' views of a batch of frames, each (N, 128) with unit rows.
 *
 * @param inter for the inter-frame task, Eq. (2)
 * @param intra for the intra-frame task, Eq. (3)
 * @param order for the temporal-order task, Eq. (4)
 */
public record Embeddings(NDArray inter, NDArray intra, NDArray order) {}
