package seco.sample;

/**
 * The frames of two clips of a video, as indices from 0.
 *
 * @param first of one clip
 * @param second of the other
 * @param reversed whether time runs backwards in both
 */
public record ClipPair(int[] first, int[] second, boolean reversed) {}
