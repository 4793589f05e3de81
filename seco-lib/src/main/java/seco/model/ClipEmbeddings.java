package seco.model;

import ai.djl.ndarray.NDArray;

/**
 * The two heads' views of a batch of clips.
 *
 * @param clip of the whole clip (N, 128), unit rows
 * @param segments of its n segments (N, n, 64), each of unit length
 */
public record ClipEmbeddings(NDArray clip, NDArray segments) {}
