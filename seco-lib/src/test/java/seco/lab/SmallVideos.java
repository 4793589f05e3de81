package seco.lab;

import seco.run.Seeds;

/** Videos of the lab of 12 frames of 64 x 64 pixels. */
final class SmallVideos {
  static final LabConfig SMALL = LabConfig.standard().with("pixels", 64).with("frames", 12);

  private SmallVideos() {}

  static LabVideo video(LabConfig config, long seed, LabSplit split, int number) {
    return LabVideo.trimmed(config, new Seeds(seed), number % 10, split.ordinal(), number);
  }
}
