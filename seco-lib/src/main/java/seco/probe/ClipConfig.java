package seco.probe;

import seco.InputException;
import seco.run.Card;
import seco.sample.SpacedClips;

/**
 * How features of clips are taken.
 *
 * @param clips which frames; ten clips of a video in DualVar's setting
 * @param width to which frames are resized
 * @param height to which frames are resized
 * @param pixels of the square in the middle that the network sees
 */
public record ClipConfig(SpacedClips clips, int width, int height, int pixels) {
  /** Clips of a video in DualVar's retrieval. */
  public static final int CLIPS = 10;

  public ClipConfig {
    if (pixels < 1 || pixels > Math.min(width, height)) {
      throw new InputException(
          "crops of %d pixels do not fit into frames of %d x %d".formatted(pixels, width, height));
    }
  }

  /** Adds to a card how the clips are shown. */
  public Card card(Card card) {
    return card.with("rows", "videos")
        .with("clipsPerVideo", clips.count())
        .with("clipFrames", clips.length())
        .with("clipStride", clips.stride())
        .with("frameSize", width + " x " + height)
        .with("pixels", pixels);
  }
}
