package seco.data.split;

/**
 * An annotated stretch of a video.
 *
 * @param start in seconds
 * @param end in seconds
 * @param label number of its class
 */
public record Segment(double start, double end, int label) {}
