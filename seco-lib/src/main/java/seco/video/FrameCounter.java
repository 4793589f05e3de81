package seco.video;

import java.util.Locale;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** Decodes a video from its first frame to its last and judges whether it is whole and sound. */
final class FrameCounter implements AutoCloseable {
  private final VideoContainer container;
  private final VideoDecoder decoder;
  private final FrameTimes times;
  private int width;
  private int height;
  private boolean changing;

  /**
   * @param container of the video; remains the caller's
   * @throws DamagedVideoException if there is no decoder for the video
   */
  FrameCounter(VideoContainer container) {
    this.container = container;
    times = new FrameTimes(container.header().rate());
    decoder = new VideoDecoder(container);
  }

  /**
   * Decodes all frames.
   *
   * @throws DamagedVideoException if the time is over
   */
  void run() {
    while (decoder.next()) {
      AVFrame frame = decoder.picture();
      changing |= decoder.frames() > 1 && (frame.width() != width || frame.height() != height);
      width = frame.width();
      height = frame.height();
      times.add(container.header().time(frame));
    }
  }

  /**
   * Requires that the frames are a whole and sound video.
   *
   * @throws DamagedVideoException naming the first thing that is wrong
   */
  void requireSound() {
    int declared = container.header().frames();
    if (frames() == 0) {
      throw damaged(Verdict.DAMAGED_FRAMES, "no frame of the video can be decoded");
    }
    if (decoder.packets() < declared) {
      throw damaged(
          Verdict.TRUNCATED,
          "the header promises " + declared + " frames, there are " + decoder.packets());
    }
    if (decoder.damagedFrames() > 0 || decoder.lostPackets() > 0) {
      throw damaged(
          Verdict.DAMAGED_FRAMES,
          decoder.damagedFrames()
              + (" of " + frames() + " frames are damaged, ")
              + (decoder.lostPackets() + " of " + decoder.packets() + " packets ")
              + "cannot be decoded");
    }
    if (container.brokeOff()) {
      throw damaged(Verdict.TRUNCATED, "the file breaks off behind frame " + frames());
    }
    if (container.missingSeconds() > 0) {
      throw damaged(
          Verdict.TRUNCATED, seconds("the last %.2f s are not there", container.missingSeconds()));
    }
    if (declared == 0 && times.hole() > 0) {
      throw damaged(
          Verdict.DAMAGED_FRAMES, seconds("%.2f s within it are without a frame", times.hole()));
    }
    if (changing) {
      throw damaged(Verdict.CHANGING_SIZE, "the size of the picture changes within the video");
    }
  }

  private static String seconds(String text, double seconds) {
    return String.format(Locale.ROOT, text, seconds);
  }

  private DamagedVideoException damaged(Verdict verdict, String detail) {
    return new DamagedVideoException(verdict, container.file() + ": " + detail);
  }

  /** Frames decoded so far. */
  int frames() {
    return decoder.frames();
  }

  /** Width of the last frame in pixels, 0 before the first. */
  int width() {
    return width;
  }

  /** Height of the last frame in pixels, 0 before the first. */
  int height() {
    return height;
  }

  @Override
  public void close() {
    decoder.close();
  }
}
