package seco.lab;

/**
 * What is known of one frame of a lab video.
 *
 * @param label of the action that goes on, or -1 in an idle stretch
 * @param segment number of the performance within the video, or -1 in an idle stretch
 * @param progress of the action, 0..1
 * @param x left edge of the figure's box in pixels, cut at the frame's edge
 * @param y upper edge of the box
 * @param width of the box
 * @param height of the box
 * @param shirtHue 0..1
 */
public record FrameTruth(
    int label,
    int segment,
    double progress,
    double x,
    double y,
    double width,
    double height,
    double shirtHue) {}
