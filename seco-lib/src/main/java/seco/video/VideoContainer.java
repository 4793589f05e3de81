package seco.video;

import static org.bytedeco.ffmpeg.presets.avutil.AVERROR_EAGAIN;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;

/**
 * A file with a video stream and the packets of that stream, read until its time is over. Nothing
 * is believed: the size that the header names is checked before a decoder sees it.
 */
final class VideoContainer implements AutoCloseable {
  /** Pixels of the largest picture, 4096 x 4096; a header that promises more is hostile. */
  static final long MOST_PIXELS = 1L << 24;

  static {
    avutil.av_log_set_level(avutil.AV_LOG_QUIET); // what is wrong is said by exceptions
  }

  private final Path file;
  private final TimeLimit limit;
  private final AVFormatContext context = avformat.avformat_alloc_context();
  private final long address = context.address(); // the pointer loses it when the file is closed
  private @Nullable StreamHeader header;
  private int video;
  private int ending;
  private double end;

  private VideoContainer(Path file, TimeLimit limit) {
    this.file = file;
    this.limit = limit;
    Interruption.watch(context, limit);
  }

  /**
   * Opens a file.
   *
   * @throws DamagedVideoException if the file is absent, empty, no video, holds no video stream,
   *     promises pictures of more than {@link #MOST_PIXELS}, or the time is over
   */
  static VideoContainer open(Path file, TimeLimit limit) {
    Containers.requireReadable(file);
    VideoContainer container = new VideoContainer(file, limit);
    try {
      container.openInput();
      container.requireSizes();
      container.findStreams();
      container.requireSizes();
      container.chooseStream();
      return container;
    } catch (RuntimeException e) {
      container.close();
      throw e;
    }
  }

  private void openInput() {
    AVDictionary options = new AVDictionary(null);
    avutil.av_dict_set(options, "format_whitelist", Containers.NAMES, 0);
    avutil.av_dict_set(options, "protocol_whitelist", "file", 0);
    try (BytePointer name =
        new BytePointer(file.toAbsolutePath().toString(), StandardCharsets.UTF_8)) {
      requireDone(avformat.avformat_open_input(context, name, null, options));
    } finally {
      avutil.av_dict_free(options);
    }
  }

  /** Reads the first packets; what decoders they need is held to the largest picture as well. */
  private void findStreams() {
    int streams = context.nb_streams();
    try (PointerPointer<AVDictionary> options = new PointerPointer<>(Math.max(1, streams))) {
      for (int i = 0; i < streams; i++) {
        AVDictionary one = new AVDictionary(null);
        avutil.av_dict_set(one, "max_pixels", Long.toString(MOST_PIXELS), 0);
        options.put(i, one);
      }
      int code = avformat.avformat_find_stream_info(context, options);
      for (int i = 0; i < streams; i++) {
        AVDictionary left = options.get(AVDictionary.class, i);
        if (left != null && !left.isNull()) { // options that no decoder took
          avutil.av_dict_free(left);
        }
      }
      requireDone(code);
    }
  }

  private void requireDone(int code) {
    limit.require(file, 0);
    if (code < 0) {
      throw Containers.refused(file, code);
    }
  }

  private void requireSizes() {
    for (int i = 0; i < context.nb_streams(); i++) {
      AVCodecParameters stream = context.streams(i).codecpar();
      if (stream.codec_type() == avutil.AVMEDIA_TYPE_VIDEO
          && (long) stream.width() * stream.height() > MOST_PIXELS) {
        throw new DamagedVideoException(
            Verdict.TOO_LARGE,
            file
                + (": the header promises pictures of " + stream.width() + " x " + stream.height())
                + (" pixels, more than " + MOST_PIXELS));
      }
    }
  }

  /** Chooses the video stream, the one that FFmpeg's own program takes. */
  private void chooseStream() {
    video =
        avformat.av_find_best_stream(context, avutil.AVMEDIA_TYPE_VIDEO, -1, -1, (AVCodec) null, 0);
    if (video >= 0) {
      StreamHeader found = new StreamHeader(context, context.streams(video));
      if (found.codec().width() > 0 && found.codec().height() > 0) {
        header = found;
        return;
      }
    }
    throw new DamagedVideoException(Verdict.NO_VIDEO_STREAM, file + ": holds no video stream");
  }

  Path file() {
    return file;
  }

  TimeLimit limit() {
    return limit;
  }

  /** What the file says of its video. */
  StreamHeader header() {
    if (header == null) {
      throw new IllegalStateException(file + ": the video is closed");
    }
    return header;
  }

  /**
   * Reads the next packet of the video; the caller releases it.
   *
   * @return false after the last, and when the time is over
   */
  boolean read(AVPacket packet) {
    while (!limit.isOver()) {
      int code = avformat.av_read_frame(context, packet);
      if (code == AVERROR_EAGAIN()) { // AVI files are read in attempts
        continue;
      }
      if (code < 0) {
        ending = code;
        return false;
      }
      end = Math.max(end, end(packet));
      if (packet.stream_index() == video) {
        return true;
      }
      avcodec.av_packet_unref(packet);
    }
    return false;
  }

  /** Where a packet of any stream ends, in seconds; 0 where it does not say. */
  private double end(AVPacket packet) {
    return packet.pts() == avutil.AV_NOPTS_VALUE
        ? 0
        : (packet.pts() + packet.duration())
            * StreamHeader.ratio(context.streams(packet.stream_index()).time_base());
  }

  /** Whether reading ended with an error rather than with the end of the file. */
  boolean brokeOff() {
    return ending != 0 && ending != avutil.AVERROR_EOF;
  }

  /** Seconds that the header promises and the file, now that it is read, does not hold. */
  double missingSeconds() {
    return header().missingSeconds(end);
  }

  @Override
  public void close() {
    header = null;
    Interruption.forget(address);
    if (!context.isNull()) {
      avformat.avformat_close_input(context);
    }
  }
}
