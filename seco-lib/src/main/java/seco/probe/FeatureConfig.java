package seco.probe;

import seco.InputException;
import seco.Paper;
import seco.dataset.FrameSize;

/**
 * How features are taken: which frames, which part of them.
 *
 * @param framesPerVideo spread uniformly over the video
 * @param edge to which the shorter edge is resized
 * @param pixels of the square in the middle that the network sees
 */
@Paper(section = "Action Recognition and Untrimmed Activity Recognition")
public record FeatureConfig(int framesPerVideo, int edge, int pixels) {
  private static final int FRAMES_OF_SMALL_PRESETS = 8;

  public FeatureConfig {
    if (framesPerVideo < 1) {
      throw new InputException("frames per video " + framesPerVideo + ": must be at least 1");
    }
    if (pixels < 16 || edge < pixels) {
      throw new InputException(
          "crop of " + pixels + " from a short edge of " + edge + ": needs 16 <= crop <= edge");
    }
  }

  /** The paper's setting on Kinetics-400: 30 frames, short edge 256, centre crop 224. */
  public static FeatureConfig paper() {
    return new FeatureConfig(30, 256, 224);
  }

  /** The paper's setting on ActivityNet: 50 frames of the whole untrimmed video. */
  public static FeatureConfig activityNet() {
    return new FeatureConfig(50, 256, 224);
  }

  /**
   * The setting for a network that was pretrained with a preset: the paper's 30 frames for {@code
   * paper}, 8 for the small presets.
   *
   * @param pixels of the patches it was trained on
   */
  public static FeatureConfig forPreset(String preset, int pixels) {
    return of(preset.equals("paper") ? paper().framesPerVideo() : FRAMES_OF_SMALL_PRESETS, pixels);
  }

  /** The paper's proportions at another size of patches. */
  public static FeatureConfig of(int framesPerVideo, int pixels) {
    return new FeatureConfig(framesPerVideo, FrameSize.edgeFor(pixels), pixels);
  }
}
