package seco.video;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The frames of a video file, decoded one after another on one thread. Its other streams, such as
 * sound, are not looked at.
 *
 * <p>Every failure is a {@link DamagedVideoException} that names the file; where the thread is
 * interrupted, opening and decoding end with an {@link UncheckedIOException}.
 */
public final class VideoReader implements AutoCloseable {
  private final VideoContainer container;
  private final VideoDecoder decoder;
  private final RgbPicture rgb = new RgbPicture();
  private final int quarterTurns;

  private VideoReader(VideoContainer container) {
    this.container = container;
    decoder = new VideoDecoder(container);
    quarterTurns = container.header().quarterTurns();
  }

  /**
   * Opens a video file.
   *
   * @throws DamagedVideoException if the file is absent, empty, no video, holds no video stream
   *     that can be decoded, or claims pictures of more than 4096 x 4096 pixels
   */
  public static VideoReader open(Path file) {
    return open(file, TimeLimit.none());
  }

  /**
   * Opens a video file whose decoding must not take longer than a limit.
   *
   * @param limit processor time of the calling thread from now on, above zero, and ten times as
   *     much by the clock; the frames must be read on the same thread
   * @throws DamagedVideoException as {@link #open(Path)} says, and if the limit is over
   */
  public static VideoReader open(Path file, Duration limit) {
    return open(file, TimeLimit.of(limit));
  }

  private static VideoReader open(Path file, TimeLimit limit) {
    VideoContainer container = VideoContainer.open(file, limit);
    try {
      return new VideoReader(container);
    } catch (RuntimeException e) {
      container.close();
      throw e;
    }
  }

  /** All frames of a short video. */
  public static List<Frame> readAll(Path file) {
    List<Frame> frames = new ArrayList<>();
    try (VideoReader reader = open(file)) {
      for (Frame frame = reader.next(); frame != null; frame = reader.next()) {
        frames.add(frame);
      }
    }
    return frames;
  }

  /** The next frame, or null after the last. */
  public @Nullable Frame next() {
    if (!skip()) {
      return null;
    }
    try {
      return Pictures.turned(rgb.of(decoder.picture()), quarterTurns);
    } catch (IOException e) {
      throw new DamagedVideoException(
          Verdict.DAMAGED_FRAMES,
          container.file() + ": cannot be decoded after frame " + (decodedFrames() - 1),
          e);
    }
  }

  /** Decodes the next frame without handing it out; false after the last. */
  public boolean skip() {
    return decoder.next();
  }

  /** How many frames have been decoded so far. */
  public int decodedFrames() {
    return decoder.frames();
  }

  /** How many of the frames so far the decoder marked as damaged. */
  public int damagedFrames() {
    return decoder.damagedFrames();
  }

  /** The number of frames that the container's header names, or 0 where it names none. */
  public int declaredFrames() {
    return container.header().frames();
  }

  /** Frames per second as the container says, or 0 where it does not. */
  public double frameRate() {
    return container.header().rate();
  }

  @Override
  public void close() {
    rgb.close();
    decoder.close();
    container.close();
  }
}
