package seco.augment;

/**
 * A patch of a frame, cut and mirrored.
 *
 * @param rgb interleaved bytes
 * @param colours what is left to be done with them
 */
public record Patch(byte[] rgb, ColourDraw colours) {}
