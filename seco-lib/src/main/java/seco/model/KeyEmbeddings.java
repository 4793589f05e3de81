package seco.model;

/**
 * The momentum encoder's views of the three keys of each video, without gradient.
 *
 * @param sameFrame the anchor frame, augmented anew: k1, positive in Eq. (2) and (3)
 * @param earlier the earlier of the two other frames: k2
 * @param later the later of the two other frames: k3
 */
public record KeyEmbeddings(Embeddings sameFrame, Embeddings earlier, Embeddings later) {}
