package seco.video;

/** When the frames of a video are shown, one after the other, to notice that some are missing. */
final class FrameTimes {
  private static final double SHORTEST_HOLE_SECONDS = 0.5;
  private static final double SHORTEST_HOLE_FRAMES = 8;
  private static final double REGULAR_SHARE = 0.95;

  private final double rate;
  private double last = Double.NaN;
  private double longest;
  private int intervals;
  private int regular;

  /**
   * @param rate frames per second as the header names it
   */
  FrameTimes(double rate) {
    this.rate = rate;
  }

  /**
   * @param seconds when the next frame is shown
   */
  void add(double seconds) {
    double interval = seconds - last;
    if (interval > 0) {
      intervals++;
      longest = Math.max(longest, interval);
      regular += Math.abs(interval * rate - 1) < 0.5 ? 1 : 0;
    }
    last = seconds;
  }

  /**
   * The longest time without a frame, in seconds, where all others follow each other regularly; 0
   * where there is none, or where the video has no rate to speak of.
   */
  double hole() {
    boolean regularOtherwise = regular >= REGULAR_SHARE * (intervals - 1);
    boolean hole = longest >= SHORTEST_HOLE_SECONDS && longest * rate >= SHORTEST_HOLE_FRAMES;
    return hole && regularOtherwise ? longest : 0;
  }
}
