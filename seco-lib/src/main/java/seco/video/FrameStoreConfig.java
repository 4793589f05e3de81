package seco.video;

import seco.InputException;

/**
 * How frames are kept in a {@link FrameStore}.
 *
 * @param framesPerVideo how many frames of each video, spread uniformly; 0 keeps all
 * @param edge pixels of the shorter edge; smaller videos are not enlarged
 * @param jpegQuality 1..100
 */
public record FrameStoreConfig(int framesPerVideo, int edge, int jpegQuality) {
  public FrameStoreConfig {
    if (framesPerVideo < 0) {
      throw new InputException("frames per video " + framesPerVideo + ": must be all or above 0");
    }
    if (edge < 8 || edge > 4096) {
      throw new InputException("edge " + edge + ": must lie in 8..4096 pixels");
    }
    if (jpegQuality < 1 || jpegQuality > 100) {
      throw new InputException("JPEG quality " + jpegQuality + ": must lie in 1..100");
    }
  }

  /** All frames at a short edge of 256 pixels, the size from which the paper crops. */
  public static FrameStoreConfig standard() {
    return new FrameStoreConfig(0, 256, 95);
  }
}
