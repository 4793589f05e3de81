package seco.loss;

import ai.djl.ndarray.NDArray;
import org.jspecify.annotations.Nullable;

/**
 * The terms of Eq. (5), computed whether they are trained or only watched.
 *
 * @param inter Eq. (2); MoCo's loss for single frames
 * @param intra Eq. (3), absent for single frames
 * @param order Eq. (4), absent for single frames
 * @param total the sum of the active terms, which is what is trained
 */
public record Terms(
    Outcome inter, @Nullable Outcome intra, @Nullable Outcome order, NDArray total) {}
