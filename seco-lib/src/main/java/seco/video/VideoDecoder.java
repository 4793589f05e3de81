package seco.video;

import static org.bytedeco.ffmpeg.presets.avutil.AVERROR_EAGAIN;

import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;

/**
 * Decodes a container's video, one picture after another on the calling thread, and counts what is
 * damaged. Nothing is converted, so a picture that nobody wants costs its decoding only.
 */
final class VideoDecoder implements AutoCloseable {
  /** A decoder that is emptied may complain without end. */
  private static final int MOST_COMPLAINTS_AT_THE_END = 1000;

  private final VideoContainer container;
  private final AVCodecContext decoder;
  private final AVPacket packet = avcodec.av_packet_alloc();
  private final AVFrame picture = avutil.av_frame_alloc();
  private int packets;
  private int lostPackets;
  private int frames;
  private int damagedFrames;
  private boolean lost;
  private boolean atEnd;
  private int complaintsAtTheEnd;

  /**
   * @param container of the video; remains the caller's
   * @throws DamagedVideoException if there is no decoder for the video
   */
  VideoDecoder(VideoContainer container) {
    this.container = container;
    int kind = container.header().codec().codec_id();
    AVCodec codec = avcodec.avcodec_find_decoder(kind);
    decoder = avcodec.avcodec_alloc_context3(codec);
    if (codec == null || codec.isNull() || !open(codec)) {
      close();
      String name = avcodec.avcodec_get_name(kind).getString();
      throw new DamagedVideoException(
          Verdict.NO_VIDEO_STREAM,
          container.file() + ": holds no video stream that can be decoded (" + name + ")");
    }
  }

  private boolean open(AVCodec codec) {
    avcodec.avcodec_parameters_to_context(decoder, container.header().codec());
    decoder.pkt_timebase(container.header().stream().time_base());
    decoder.thread_count(1);
    decoder.max_pixels(VideoContainer.MOST_PIXELS);
    return avcodec.avcodec_open2(decoder, codec, (AVDictionary) null) >= 0;
  }

  /**
   * Decodes the next picture. Packets that cannot be decoded are passed over and counted, as
   * FFmpeg's own program does.
   *
   * @return false after the last
   * @throws DamagedVideoException if the time is over
   */
  boolean next() {
    if (decoder.isNull()) {
      throw new IllegalStateException(container.file() + ": the video is closed");
    }
    while (true) {
      container.limit().require(container.file(), frames);
      int code = avcodec.avcodec_receive_frame(decoder, picture);
      if (code >= 0) {
        frames++;
        damagedFrames += isDamaged() ? 1 : 0;
        return true;
      }
      boolean complained = code != AVERROR_EAGAIN() && code != avutil.AVERROR_EOF;
      if (!atEnd) {
        countLoss(complained);
        feed();
      } else if (complained && complaintsAtTheEnd < MOST_COMPLAINTS_AT_THE_END) {
        complaintsAtTheEnd++;
        lostPackets++;
      } else {
        return false;
      }
    }
  }

  private boolean isDamaged() {
    return picture.decode_error_flags() != 0
        || (picture.flags() & AVFrame.AV_FRAME_FLAG_CORRUPT) != 0;
  }

  /** Gives the decoder the next packet, or the sign that there is none. */
  private void feed() {
    if (!container.read(packet)) {
      container.limit().require(container.file(), frames);
      atEnd = true;
      avcodec.avcodec_send_packet(decoder, (AVPacket) null);
      return;
    }
    packets++;
    lost = false;
    boolean whole = (packet.flags() & avcodec.AV_PKT_FLAG_CORRUPT) == 0;
    boolean taken = avcodec.avcodec_send_packet(decoder, packet) >= 0;
    countLoss(!whole || !taken);
    avcodec.av_packet_unref(packet);
  }

  /** Counts the last packet as lost, once. */
  private void countLoss(boolean loss) {
    if (loss && !lost) {
      lost = true;
      lostPackets++;
    }
  }

  /** The picture that was decoded last; it changes with the next. */
  AVFrame picture() {
    return picture;
  }

  /** Packets read so far. */
  int packets() {
    return packets;
  }

  /** How many of the packets so far are damaged or could not be decoded. */
  int lostPackets() {
    return lostPackets;
  }

  /** Pictures decoded so far. */
  int frames() {
    return frames;
  }

  /** How many of the pictures so far the decoder marked as damaged. */
  int damagedFrames() {
    return damagedFrames;
  }

  @Override
  public void close() {
    avutil.av_frame_free(picture);
    avcodec.av_packet_free(packet);
    avcodec.avcodec_free_context(decoder);
  }
}
