package seco.video;

/**
 * What a {@link FrameStore} knows of one of its videos.
 *
 * @param path as in the list
 * @param label number of the class
 * @param width of the stored frames in pixels
 * @param height of the stored frames in pixels
 * @param sourceFrames frames of the video itself
 * @param sourceIndices which of them are stored, ascending
 */
public record StoredVideo(
    String path, int label, int width, int height, int sourceFrames, int[] sourceIndices) {
  /** Number of stored frames. */
  public int frames() {
    return sourceIndices.length;
  }

  /** Whether every frame of the video is stored. */
  public boolean complete() {
    return frames() == sourceFrames;
  }
}
