package seco.dataset;

import ai.djl.ndarray.NDArray;
import org.jspecify.annotations.Nullable;

/**
 * A batch of N videos, four patches each of shape (N, 3, S, S).
 *
 * <p>Where several frames of a video pass through the trained network together, the query has (N V,
 * 3, S, S), video after video.
 *
 * @param query a patch of the anchor frame
 * @param sameFrame another patch of the anchor frame, for k1; absent where there are no keys
 * @param earlier a patch of the earlier other frame, for k2; absent for single frames
 * @param later a patch of the later other frame, for k3; absent for single frames
 * @param queryFirst (N), 1 where the anchor stands in front of the others, else 0; of another
 *     question than that of the order, the number of the right answer
 */
public record SequenceBatch(
    NDArray query,
    @Nullable NDArray sameFrame,
    @Nullable NDArray earlier,
    @Nullable NDArray later,
    NDArray queryFirst) {}
