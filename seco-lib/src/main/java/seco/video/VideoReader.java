package seco.video;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The frames of a video file, decoded one after another on one thread.
 *
 * <p>Every failure is a {@link DamagedVideoException} that names the file.
 */
public final class VideoReader implements AutoCloseable {
  private final Path file;
  private final VideoStream stream;
  private final TimeLimit limit;
  private final RgbPicture rgb = new RgbPicture();
  private final int quarterTurns;
  private int decoded;
  private int damaged;

  private VideoReader(Path file, VideoStream stream, TimeLimit limit) {
    this.file = file;
    this.stream = stream;
    this.limit = limit;
    quarterTurns = stream.quarterTurns();
  }

  /**
   * Opens a video file.
   *
   * @throws DamagedVideoException if the file is absent, empty, no video, holds no video stream, or
   *     claims pictures of more than 8192 x 8192 pixels
   */
  public static VideoReader open(Path file) {
    return open(file, TimeLimit.none());
  }

  /**
   * Opens a video file whose decoding must not take longer than a limit.
   *
   * @param limit processor time of the calling thread from now on, above zero; the frames must be
   *     read on the same thread
   * @throws DamagedVideoException as {@link #open(Path)} says, and if the limit is over
   */
  public static VideoReader open(Path file, Duration limit) {
    return open(file, TimeLimit.of(limit));
  }

  private static VideoReader open(Path file, TimeLimit limit) {
    requireReadable(file);
    VideoStream stream;
    try {
      stream = VideoStream.open(file, limit);
    } catch (IOException e) {
      throw limit.isOver() ? timedOut(file, limit, 0) : unreadable(file, e);
    }
    try {
      requirePictures(file, stream);
      return new VideoReader(file, stream, limit);
    } catch (RuntimeException e) {
      stream.close();
      throw e;
    }
  }

  private static void requirePictures(Path file, VideoStream stream) {
    if (stream.claimedPixels() > VideoStream.MAXIMUM_PIXELS) {
      throw new DamagedVideoException(
          Verdict.DAMAGED_HEADER,
          file + ": the video's header claims pictures of " + stream.claimedPixels() + " pixels");
    }
    if (!stream.hasPictures()) {
      throw new DamagedVideoException(Verdict.NO_VIDEO_STREAM, file + ": holds no video stream");
    }
  }

  private static DamagedVideoException timedOut(Path file, TimeLimit limit, int frames) {
    return new DamagedVideoException(
        Verdict.TIMED_OUT,
        file + ": not decoded within " + limit + ", given up after frame " + frames);
  }

  /** Requires a file that can be read and has bytes. */
  static void requireReadable(Path file) {
    if (!Files.exists(file)) {
      throw new DamagedVideoException(Verdict.MISSING, file + ": no such file");
    }
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      throw new DamagedVideoException(Verdict.UNREADABLE, file + ": not a readable file");
    }
    if (file.toFile().length() == 0) {
      throw new DamagedVideoException(Verdict.EMPTY, file + ": the file is empty");
    }
  }

  /** Tells a damaged video from a file of another kind by its first bytes. */
  static DamagedVideoException unreadable(Path file, Exception cause) {
    return isKnownContainer(file)
        ? new DamagedVideoException(
            Verdict.DAMAGED_HEADER, file + ": the video's header is damaged or cut off", cause)
        : new DamagedVideoException(Verdict.NOT_A_VIDEO, file + ": not a video", cause);
  }

  /** Whether a file begins as mp4 or QuickTime, AVI, Matroska or WebM, Ogg, FLV do. */
  private static boolean isKnownContainer(Path file) {
    byte[] start;
    try (InputStream in = Files.newInputStream(file)) {
      start = in.readNBytes(12);
    } catch (IOException e) {
      return false;
    }
    String text = new String(start, StandardCharsets.ISO_8859_1);
    return text.startsWith("ftyp", 4)
        || (text.startsWith("RIFF") && text.startsWith("AVI", 8))
        || text.startsWith("\u001AE\u00DF\u00A3")
        || text.startsWith("OggS")
        || text.startsWith("FLV");
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
      return Pictures.turned(rgb.of(stream.picture()), quarterTurns);
    } catch (IOException e) {
      throw new DamagedVideoException(
          Verdict.DAMAGED_FRAMES, file + ": cannot be decoded after frame " + (decoded - 1), e);
    }
  }

  /** Decodes the next frame without handing it out; false after the last. */
  public boolean skip() {
    boolean found = stream.next();
    if (!found && limit.isOver()) {
      throw timedOut(file, limit, decoded);
    }
    if (found) {
      decoded++;
      damaged += stream.isDamaged() ? 1 : 0;
    }
    return found;
  }

  /** How many frames have been decoded so far. */
  public int decodedFrames() {
    return decoded;
  }

  /** How many of the frames so far the decoder marked as damaged. */
  public int damagedFrames() {
    return damaged;
  }

  /** The number of frames that the container's header names, or 0 where it names none. */
  public int declaredFrames() {
    return stream.declaredFrames();
  }

  /** Frames per second as the container says. */
  public double frameRate() {
    return stream.frameRate();
  }

  @Override
  public void close() {
    rgb.close();
    stream.close();
  }
}
