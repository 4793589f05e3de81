package seco.video;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacv.FFmpegFrameGrabber;
import org.jspecify.annotations.Nullable;

/**
 * The frames of a video file, decoded one after another on one thread.
 *
 * <p>Every failure is a {@link DamagedVideoException} that names the file.
 */
public final class VideoReader implements AutoCloseable {
  /** Containers of videos. Without the list a text file or a playlist counts as a video too. */
  static final String CONTAINERS =
      "avi,mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,mpeg,mpegts,mpegvideo,flv,asf,ogg,m4v,h264,hevc";

  static {
    avutil.av_log_set_level(avutil.AV_LOG_QUIET); // what is wrong is said by exceptions
  }

  private final Path file;
  private final FFmpegFrameGrabber grabber;
  private final int quarterTurns;
  private int decoded;
  private int damaged;

  private VideoReader(Path file, FFmpegFrameGrabber grabber) {
    this.file = file;
    this.grabber = grabber;
    // The display matrix turns counter-clockwise.
    quarterTurns = (int) -Math.round(grabber.getDisplayRotation() / 90);
  }

  /**
   * Opens a video file.
   *
   * @throws DamagedVideoException if the file is absent, empty, no video, or holds no video stream
   */
  public static VideoReader open(Path file) {
    requireReadable(file);
    FFmpegFrameGrabber grabber = new FFmpegFrameGrabber(file.toAbsolutePath().toString());
    grabber.setPixelFormat(avutil.AV_PIX_FMT_RGB24);
    grabber.setOption("format_whitelist", CONTAINERS);
    grabber.setOption("protocol_whitelist", "file");
    grabber.setVideoOption("threads", "1");
    try {
      grabber.start();
      if (!grabber.hasVideo() || grabber.getImageWidth() < 1 || grabber.getImageHeight() < 1) {
        throw new DamagedVideoException(Verdict.NO_VIDEO_STREAM, file + ": holds no video stream");
      }
      return new VideoReader(file, grabber);
    } catch (FFmpegFrameGrabber.Exception e) {
      release(grabber);
      throw unreadable(file, e);
    } catch (DamagedVideoException e) {
      release(grabber);
      throw e;
    }
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
    org.bytedeco.javacv.Frame image = grab();
    if (image == null) {
      return null;
    }
    int width = image.imageWidth;
    int height = image.imageHeight;
    byte[] rgb = new byte[3 * width * height];
    ByteBuffer pixels = (ByteBuffer) image.image[0];
    for (int y = 0; y < height; y++) {
      pixels.get(y * image.imageStride, rgb, y * 3 * width, 3 * width);
    }
    return Pictures.turned(new Frame(width, height, rgb), quarterTurns);
  }

  /** Decodes the next frame without handing it out; false after the last. */
  public boolean skip() {
    return grab() != null;
  }

  /** The grabber tells of damage only where it converts the picture, so it always does. */
  private org.bytedeco.javacv.@Nullable Frame grab() {
    try {
      org.bytedeco.javacv.Frame image = grabber.grabFrame(false, true, true, false, false);
      if (image != null) {
        decoded++;
        damaged += isDamaged(image) ? 1 : 0;
      }
      return image;
    } catch (FFmpegFrameGrabber.Exception e) {
      throw new DamagedVideoException(
          Verdict.DAMAGED_FRAMES, file + ": cannot be decoded after frame " + decoded, e);
    }
  }

  private static boolean isDamaged(org.bytedeco.javacv.Frame image) {
    return image.opaque instanceof AVFrame frame
        && (frame.decode_error_flags() != 0
            || (frame.flags() & AVFrame.AV_FRAME_FLAG_CORRUPT) != 0);
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
    return (int) grabber.getFormatContext().streams(grabber.getVideoStream()).nb_frames();
  }

  /** Frames per second as the container says. */
  public double frameRate() {
    return grabber.getVideoFrameRate();
  }

  @Override
  public void close() {
    release(grabber);
  }

  private static void release(FFmpegFrameGrabber grabber) {
    try {
      grabber.release();
    } catch (FFmpegFrameGrabber.Exception e) {
      throw new IllegalStateException("a video decoder could not be closed", e);
    }
  }
}
