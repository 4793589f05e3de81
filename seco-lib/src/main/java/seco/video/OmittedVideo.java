package seco.video;

/**
 * A video of the list that a {@link FrameStore} does not hold.
 *
 * @param number in the list, from 0
 * @param path as in the list
 * @param verdict what is wrong with it, in a word
 * @param reason the same in a sentence that names the file
 */
public record OmittedVideo(int number, String path, Verdict verdict, String reason) {}
