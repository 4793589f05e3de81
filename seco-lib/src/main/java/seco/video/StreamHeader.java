package seco.video;

import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.IntPointer;

/**
 * What a container says of its video before anything is decoded; it need not be true.
 *
 * @param container open as long as this is used
 * @param stream of the video
 */
record StreamHeader(AVFormatContext container, AVStream stream) {
  /** A container's length and its last packet's end differ a little where nothing is wrong. */
  private static final double TOLERATED_SECONDS = 0.25;

  private static final double TOLERATED_SHARE = 0.01;

  /** What a decoder needs to know. */
  AVCodecParameters codec() {
    return stream.codecpar();
  }

  /** The number of frames, or 0 where the header names none. */
  int frames() {
    return (int) Math.max(0, Math.min(Integer.MAX_VALUE, stream.nb_frames()));
  }

  /** Length in seconds, or 0 where the header names none. */
  double seconds() {
    double length = stream.duration() * ratio(stream.time_base());
    return Math.max(0, length > 0 ? length : wholeSeconds());
  }

  private double wholeSeconds() {
    return container.duration() / (double) avutil.AV_TIME_BASE;
  }

  /** Frames per second, or 0 where that is not known. */
  double rate() {
    AVRational average = stream.avg_frame_rate();
    boolean known = average.num() != 0 || average.den() != 0;
    return Math.max(0, ratio(known ? average : stream.r_frame_rate()));
  }

  /** A ratio as a number, 0 where it has none. */
  static double ratio(AVRational ratio) {
    return ratio.den() == 0 ? 0 : ratio.num() / (double) ratio.den();
  }

  /** When a frame is shown, in seconds; NaN where it does not say. */
  double time(AVFrame frame) {
    long time = frame.best_effort_timestamp();
    return time == avutil.AV_NOPTS_VALUE ? Double.NaN : time * ratio(stream.time_base());
  }

  /** By how many quarters the pictures are to be turned clockwise. */
  int quarterTurns() {
    AVPacketSideData matrix =
        avcodec.av_packet_side_data_get(
            codec().coded_side_data(),
            codec().nb_coded_side_data(),
            avcodec.AV_PKT_DATA_DISPLAYMATRIX);
    if (matrix == null || matrix.isNull() || matrix.size() < 9 * Integer.BYTES) {
      return 0;
    }
    // The matrix turns counter-clockwise.
    double degrees = avutil.av_display_rotation_get(new IntPointer(matrix.data()));
    return (int) -Math.round(degrees / 90);
  }

  /**
   * How many seconds of what the header promises are not in a file that was read to its end; 0
   * where it ends where it should or the header does not say.
   *
   * @param end of the last packet, in seconds
   */
  double missingSeconds(double end) {
    boolean promised =
        frames() == 0
            && container.duration() > 0
            && container.duration_estimation_method() != avformat.AVFMT_DURATION_FROM_BITRATE;
    if (!promised || end == 0) {
      return 0;
    }
    double missing = wholeSeconds() - end;
    return missing > Math.max(TOLERATED_SECONDS, TOLERATED_SHARE * wholeSeconds()) ? missing : 0;
  }
}
