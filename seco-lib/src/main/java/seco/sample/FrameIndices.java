package seco.sample;

/**
 * The three frames of a video that one sample looks at, as indices from 0.
 *
 * @param query the anchor frame, seen twice: as query and as the key k1
 * @param earlier the earlier of the two other frames, k2
 * @param later the later of the two other frames, k3; may be the same frame as {@code earlier}
 * @param queryFirst whether the anchor stands in front of the two others
 */
public record FrameIndices(int query, int earlier, int later, boolean queryFirst) {}
