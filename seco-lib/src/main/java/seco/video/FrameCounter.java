package seco.video;

import static org.bytedeco.ffmpeg.presets.avutil.AVERROR_EAGAIN;

import java.nio.file.Path;
import java.util.Locale;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.jspecify.annotations.Nullable;

/**
 * Decodes a video from its first frame to its last on one thread and looks at what the decoder says
 * of each, without making a picture of any.
 */
final class FrameCounter implements AutoCloseable {
  /** A decoder that is emptied may complain without end. */
  private static final int MOST_COMPLAINTS_AT_THE_END = 1000;

  private final Path file;
  private final VideoContainer container;
  private final AVCodecContext decoder;
  private final AVPacket packet = avcodec.av_packet_alloc();
  private final AVFrame frame = avutil.av_frame_alloc();
  private int packets;
  private int frames;
  private int damagedFrames;
  private int lostPackets;
  private int width;
  private int height;
  private final FrameTimes times;
  private boolean changing;

  /**
   * @param file for messages
   * @param container of the video; remains the caller's
   * @throws DamagedVideoException if there is no decoder for the video
   */
  FrameCounter(Path file, VideoContainer container) {
    this.file = file;
    this.container = container;
    times = new FrameTimes(container.rate());
    int kind = container.video().codecpar().codec_id();
    AVCodec codec = avcodec.avcodec_find_decoder(kind);
    decoder = avcodec.avcodec_alloc_context3(codec);
    if (codec == null || codec.isNull() || !open(codec)) {
      close();
      String name = avcodec.avcodec_get_name(kind).getString();
      throw new DamagedVideoException(
          Verdict.NO_VIDEO_STREAM,
          file + ": holds no video stream that can be decoded (" + name + ")");
    }
  }

  private boolean open(AVCodec codec) {
    avcodec.avcodec_parameters_to_context(decoder, container.video().codecpar());
    decoder.pkt_timebase(container.video().time_base());
    decoder.thread_count(1);
    decoder.max_pixels(VideoContainer.MOST_PIXELS);
    return avcodec.avcodec_open2(decoder, codec, (AVDictionary) null) >= 0;
  }

  /**
   * Decodes all frames.
   *
   * @throws DamagedVideoException if the time is over
   */
  void run() {
    while (container.read(packet)) {
      packets++;
      boolean whole = (packet.flags() & avcodec.AV_PKT_FLAG_CORRUPT) == 0;
      if (!decode(packet) || !whole) {
        lostPackets++;
      }
      avcodec.av_packet_unref(packet);
    }
    avcodec.avcodec_send_packet(decoder, null);
    int complaints = 0;
    while (!receive() && complaints < MOST_COMPLAINTS_AT_THE_END) {
      complaints++;
    }
    lostPackets += complaints;
  }

  private boolean decode(@Nullable AVPacket next) {
    boolean taken = avcodec.avcodec_send_packet(decoder, next) >= 0;
    return receive() && taken;
  }

  /** Takes the frames that are ready; false if the decoder complained instead. */
  private boolean receive() {
    int code = avcodec.avcodec_receive_frame(decoder, frame);
    while (code >= 0) {
      count();
      container.requireTime();
      code = avcodec.avcodec_receive_frame(decoder, frame);
    }
    return code == AVERROR_EAGAIN() || code == avutil.AVERROR_EOF;
  }

  private void count() {
    changing |= frames > 0 && (frame.width() != width || frame.height() != height);
    width = frame.width();
    height = frame.height();
    frames++;
    times.add(container.time(frame));
    boolean damaged =
        frame.decode_error_flags() != 0 || (frame.flags() & AVFrame.AV_FRAME_FLAG_CORRUPT) != 0;
    damagedFrames += damaged ? 1 : 0;
  }

  /**
   * Requires that the frames so far are a whole and sound video.
   *
   * @throws DamagedVideoException naming the first thing that is wrong
   */
  void requireSound() {
    int declared = container.declaredFrames();
    if (frames == 0) {
      throw damaged(Verdict.DAMAGED_FRAMES, "no frame of the video can be decoded");
    }
    if (packets < declared) {
      throw damaged(
          Verdict.TRUNCATED, "the header promises " + declared + " frames, there are " + packets);
    }
    if (damagedFrames > 0 || lostPackets > 0) {
      throw damaged(
          Verdict.DAMAGED_FRAMES,
          damagedFrames
              + (" of " + frames + " frames are damaged, ")
              + (lostPackets + " of " + packets + " packets cannot be decoded"));
    }
    if (container.brokeOff()) {
      throw damaged(Verdict.TRUNCATED, "the file breaks off behind frame " + frames);
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
    return new DamagedVideoException(verdict, file + ": " + detail);
  }

  /** Frames decoded so far. */
  int frames() {
    return frames;
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
    avutil.av_frame_free(frame);
    avcodec.av_packet_free(packet);
    avcodec.avcodec_free_context(decoder);
  }
}
