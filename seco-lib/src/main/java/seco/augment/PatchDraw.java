package seco.augment;

/**
 * What was drawn for a patch. Applied to several frames of a video it shows all of them in the same
 * way.
 *
 * @param crop the part of the frame
 * @param colours what happens to them
 * @param mirrored whether left and right change places
 */
public record PatchDraw(Geometry.Crop crop, ColourDraw colours, boolean mirrored) {}
