package seco.video;

import static org.bytedeco.ffmpeg.presets.avutil.AVERROR_EAGAIN;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOInterruptCB;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;

/**
 * The packets of the first video stream of a file, read until its time is over. Nothing is
 * believed: the size that the header names is checked before a decoder sees it.
 */
final class VideoContainer implements AutoCloseable {
  /** Pixels of the largest picture, 4096 x 4096; a header that promises more is hostile. */
  static final long MOST_PIXELS = 1L << 24;

  /** A container's length and its last packet's end differ a little where nothing is wrong. */
  private static final double TOLERATED_SECONDS = 0.25;

  private static final double TOLERATED_SHARE = 0.01;

  private static final long CLOCK_FACTOR = 10;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /** One for the whole process: native code has room for few of them. */
  private static final AVIOInterruptCB.Callback_Pointer PAST_DEADLINE =
      new AVIOInterruptCB.Callback_Pointer() {
        @Override
        public int call(Pointer deadline) {
          return isPast(new LongPointer(deadline)) ? 1 : 0;
        }
      };

  static {
    avutil.av_log_set_level(avutil.AV_LOG_QUIET); // what is wrong is said by exceptions
  }

  private final Path file;
  private final AVFormatContext context;
  private final LongPointer deadline;
  private @Nullable AVStream video;
  private int ending;
  private double end;

  private VideoContainer(Path file, long nanos) {
    this.file = file;
    deadline = new LongPointer(2);
    deadline.put(0, THREADS.getCurrentThreadCpuTime() + nanos);
    deadline.put(1, System.nanoTime() + CLOCK_FACTOR * nanos);
    context = avformat.avformat_alloc_context();
    context.interrupt_callback().callback(PAST_DEADLINE).opaque(this.deadline);
  }

  private static boolean isPast(LongPointer deadline) {
    return THREADS.getCurrentThreadCpuTime() > deadline.get(0)
        || System.nanoTime() - deadline.get(1) > 0
        || Thread.currentThread().isInterrupted();
  }

  /**
   * Opens a file.
   *
   * @param nanos processor time that this thread may spend on it; ten times as long by the clock,
   *     so that neither a busy machine nor a process that was paused makes a sound video late
   * @throws DamagedVideoException if the file is absent, empty, no video, holds no video stream, or
   *     promises pictures of more than {@link #MOST_PIXELS}
   */
  static VideoContainer open(Path file, long nanos) {
    VideoReader.requireReadable(file);
    VideoContainer container = new VideoContainer(file, nanos);
    try {
      container.openInput();
      container.requireSizes();
      container.findStreams();
      container.requireSizes();
      container.video = container.firstVideo();
      return container;
    } catch (DamagedVideoException e) {
      container.close();
      throw e;
    }
  }

  private void openInput() {
    AVDictionary options = new AVDictionary(null);
    avutil.av_dict_set(options, "format_whitelist", VideoStream.CONTAINERS, 0);
    avutil.av_dict_set(options, "protocol_whitelist", "file", 0);
    try (BytePointer name =
        new BytePointer(file.toAbsolutePath().toString(), StandardCharsets.UTF_8)) {
      requireOpened(avformat.avformat_open_input(context, name, null, options));
    } finally {
      avutil.av_dict_free(options);
    }
  }

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
        AVDictionary one = options.get(AVDictionary.class, i);
        if (one != null && !one.isNull()) {
          avutil.av_dict_free(one);
        }
      }
      requireOpened(code);
    }
  }

  private void requireOpened(int code) {
    requireTime();
    if (code < 0) {
      throw VideoReader.unreadable(file, new IOException("FFmpeg says " + code));
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

  /** The first video stream, as {@link VideoReader} takes it. */
  private AVStream firstVideo() {
    AVStream first = null;
    for (int i = 0; i < context.nb_streams() && first == null; i++) {
      AVStream stream = context.streams(i);
      first = stream.codecpar().codec_type() == avutil.AVMEDIA_TYPE_VIDEO ? stream : null;
    }
    if (first == null || first.codecpar().width() < 1 || first.codecpar().height() < 1) {
      throw new DamagedVideoException(Verdict.NO_VIDEO_STREAM, file + ": holds no video stream");
    }
    return first;
  }

  /** Number of all streams, sound and others included. */
  int streams() {
    return context.nb_streams();
  }

  /** The stream whose packets are read. */
  AVStream video() {
    if (video == null) {
      throw new IllegalStateException(file + ": not open");
    }
    return video;
  }

  /**
   * Reads the next packet of the video; the caller releases it.
   *
   * @return false after the last
   * @throws DamagedVideoException if the time is over
   */
  boolean read(AVPacket packet) {
    while (true) {
      int code = avformat.av_read_frame(context, packet);
      requireTime();
      if (code == AVERROR_EAGAIN()) {
        continue;
      }
      if (code < 0) {
        ending = code;
        return false;
      }
      end = Math.max(end, end(packet));
      if (packet.stream_index() == video().index()) {
        return true;
      }
      avcodec.av_packet_unref(packet);
    }
  }

  /** Whether reading ended with an error rather than with the end of the file. */
  boolean brokeOff() {
    return ending != 0 && ending != avutil.AVERROR_EOF;
  }

  /**
   * Requires that there is time left.
   *
   * @throws DamagedVideoException if there is none
   */
  void requireTime() {
    if (isPast(deadline)) {
      throw new DamagedVideoException(Verdict.TIMED_OUT, file + ": took longer than it may");
    }
  }

  /** The number of frames that the header names, or 0 where it names none. */
  int declaredFrames() {
    return (int) Math.max(0, Math.min(Integer.MAX_VALUE, video().nb_frames()));
  }

  /** Length in seconds as the header names it, or 0 where it names none. */
  double declaredSeconds() {
    double base = ratio(video().time_base());
    double stream = video().duration() * base;
    double whole = context.duration() / (double) avutil.AV_TIME_BASE;
    return Math.max(0, stream > 0 ? stream : whole);
  }

  /** Where a packet of any stream ends, in seconds; 0 where it does not say. */
  private double end(AVPacket packet) {
    return packet.pts() == avutil.AV_NOPTS_VALUE
        ? 0
        : (packet.pts() + packet.duration())
            * ratio(context.streams(packet.stream_index()).time_base());
  }

  /**
   * How many seconds of what the header promises are not in the file, now that it is read; 0 where
   * it ends where it should or the header does not say.
   */
  double missingSeconds() {
    boolean promised =
        declaredFrames() == 0
            && context.duration() > 0
            && context.duration_estimation_method() != avformat.AVFMT_DURATION_FROM_BITRATE;
    if (!promised || end == 0) {
      return 0;
    }
    double whole = context.duration() / (double) avutil.AV_TIME_BASE;
    double missing = whole - end;
    return missing > Math.max(TOLERATED_SECONDS, TOLERATED_SHARE * whole) ? missing : 0;
  }

  /** When a frame of the video is shown, in seconds; NaN where it does not say. */
  double time(AVFrame frame) {
    long time = frame.best_effort_timestamp();
    return time == avutil.AV_NOPTS_VALUE ? Double.NaN : time * ratio(video().time_base());
  }

  /** Frames per second, or 0 where that is not known. */
  double rate() {
    AVRational average = video().avg_frame_rate();
    boolean known = average.num() != 0 || average.den() != 0;
    double rate = ratio(known ? average : video().r_frame_rate());
    return Double.isFinite(rate) ? Math.max(0, rate) : 0;
  }

  private static double ratio(AVRational ratio) {
    return ratio.den() == 0 ? 0 : ratio.num() / (double) ratio.den();
  }

  /** Whether the picture is shown turned by a quarter, so that width and height change places. */
  boolean turned() {
    AVCodecParameters parameters = video().codecpar();
    AVPacketSideData matrix =
        avcodec.av_packet_side_data_get(
            parameters.coded_side_data(),
            parameters.nb_coded_side_data(),
            avcodec.AV_PKT_DATA_DISPLAYMATRIX);
    if (matrix == null || matrix.isNull() || matrix.size() < 9 * Integer.BYTES) {
      return false;
    }
    double degrees = avutil.av_display_rotation_get(new IntPointer(matrix.data()));
    return Math.floorMod(Math.round(degrees / 90), 2L) == 1;
  }

  @Override
  public void close() {
    if (!context.isNull()) {
      avformat.avformat_close_input(context);
    }
    deadline.close();
  }
}
