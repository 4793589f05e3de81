package seco.dataset;

import seco.Paper;

/** The size of frames from which patches are cut. */
@Paper(section = "Action Recognition and Untrimmed Activity Recognition")
public final class FrameSize {
  private static final int PAPER_EDGE = 256;
  private static final int PAPER_PIXELS = 224;

  private FrameSize() {}

  /**
   * The shorter edge of frames for patches of a size, in the paper's proportion: 256 for 224.
   * Frames twice as large teach nothing more and are shrunk while they are decoded.
   */
  public static int edgeFor(int pixels) {
    return Math.round(pixels * PAPER_EDGE / (float) PAPER_PIXELS);
  }
}
