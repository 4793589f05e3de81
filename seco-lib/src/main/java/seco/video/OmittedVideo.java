package seco.video;

/**
 * A video of the list that a {@link FrameStore} does not hold.
 *
 * @param path as in the list
 * @param reason what is wrong with it
 */
public record OmittedVideo(String path, String reason) {}
