package seco.dataset;

import ai.djl.ndarray.NDArray;

/**
 * Three clips of each of N videos, each (N, 3, T, S, S).
 *
 * @param first a clip
 * @param second another clip of the video
 * @param third the first clip augmented anew
 */
public record ClipTensors(NDArray first, NDArray second, NDArray third) {}
