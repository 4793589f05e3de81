package seco.video;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
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
   * @throws IOException if the thread is interrupted
   */
  static ExaminedVideo of(String name, Path file, long bytes, boolean hashed, DoctorConfig config)
      throws IOException {
    Examination examination = new Examination(file, config);
    try {
      examination.run(config.limit(bytes), hashed);
    } catch (DamagedVideoException e) {
      examination.wrong = e;
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return examination.result(name, bytes);
  }

  private void run(Duration limit, boolean hashed) {
    Containers.requireReadable(file);
    if (hashed) {
      sha256 = hash();
    }
    try (VideoContainer container = VideoContainer.open(file, TimeLimit.of(limit))) {
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
    StreamHeader header = container.header();
    show(header.codec().width(), header.codec().height(), header);
    frames = header.frames();
    rate = header.rate();
    seconds = header.seconds();
  }

  private void decode(VideoContainer container) {
    frames = 0;
    try (FrameCounter counter = new FrameCounter(container)) {
      try {
        counter.run();
      } finally {
        frames = counter.frames();
      }
      counter.requireSound();
      show(counter.width(), counter.height(), container.header());
    } finally {
      seconds = rate > 0 ? frames / rate : seconds;
    }
  }

  private void show(int codedWidth, int codedHeight, StreamHeader header) {
    boolean turned = header.quarterTurns() % 2 != 0;
    width = turned ? codedHeight : codedWidth;
    height = turned ? codedWidth : codedHeight;
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
