package seco.video;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import seco.run.Hashes;

/** What can be said of one video file by itself. Used by one thread. */
final class Examination {
  private final Path file;
  private final DoctorConfig config;
  private int frames;
  private int width;
  private int height;
  private double rate;
  private double seconds;
  private String sha256 = "";
  private @Nullable DamagedVideoException wrong;

  private Examination(Path file, DoctorConfig config) {
    this.file = file;
    this.config = config;
  }

  /**
   * Examines a file; whatever is wrong with it becomes its verdict.
   *
   * @param name of the file in the report
   * @param bytes of the file
   * @param hashed whether its bytes are read for their fingerprint
   * @throws InterruptedIOException if the thread is interrupted
   */
  static ExaminedVideo of(String name, Path file, long bytes, boolean hashed, DoctorConfig config)
      throws InterruptedIOException {
    Examination examination = new Examination(file, config);
    try {
      examination.run(config.limitNanos(bytes), hashed);
    } catch (DamagedVideoException e) {
      if (Thread.currentThread().isInterrupted()) {
        throw new InterruptedIOException("interrupted");
      }
      examination.wrong = e;
    }
    return examination.result(name, bytes);
  }

  private void run(long nanos, boolean hashed) {
    VideoReader.requireReadable(file);
    if (hashed) {
      sha256 = hash();
    }
    try (VideoContainer container = VideoContainer.open(file, nanos)) {
      readHeader(container);
      if (!config.quick()) {
        decode(container);
      }
    }
  }

  private String hash() {
    try {
      return Hashes.ofFile(file);
    } catch (IOException e) {
      String message = file + ": the file cannot be read (" + e.getMessage() + ")";
      throw new DamagedVideoException(Verdict.UNREADABLE, message, e);
    }
  }

  private void readHeader(VideoContainer container) {
    show(container.video().codecpar().width(), container.video().codecpar().height(), container);
    frames = container.declaredFrames();
    rate = container.rate();
    seconds = container.declaredSeconds();
  }

  private void decode(VideoContainer container) {
    frames = 0;
    try (FrameCounter counter = new FrameCounter(file, container)) {
      try {
        counter.run();
      } finally {
        frames = counter.frames();
      }
      counter.requireSound();
      requireOtherStreams(container);
      show(counter.width(), counter.height(), container);
    } finally {
      seconds = rate > 0 ? frames / rate : seconds;
    }
  }

  /** A reader opens the sound too, and fails where that is damaged. */
  private void requireOtherStreams(VideoContainer container) {
    if (container.streams() == 1) {
      return;
    }
    try (VideoReader reader = VideoReader.open(file)) {
      reader.declaredFrames();
    } catch (DamagedVideoException e) {
      String message = file + ": a stream beside the video is damaged";
      throw new DamagedVideoException(Verdict.DAMAGED_HEADER, message, e);
    }
  }

  private void show(int codedWidth, int codedHeight, VideoContainer container) {
    width = container.turned() ? codedHeight : codedWidth;
    height = container.turned() ? codedWidth : codedHeight;
  }

  private ExaminedVideo result(String name, long bytes) {
    ExaminedVideo sound =
        new ExaminedVideo(
            name,
            ExaminedVideo.className(name),
            frames,
            width,
            height,
            rate,
            seconds,
            bytes,
            sha256,
            null,
            "");
    return wrong == null ? sound : sound.flagged(wrong.verdict(), detail(wrong));
  }

  /** The message without the file's name, which stands beside it in every report. */
  private String detail(DamagedVideoException e) {
    String message = String.valueOf(e.getMessage());
    String prefix = file + ": ";
    return message.startsWith(prefix) ? message.substring(prefix.length()) : message;
  }
}
