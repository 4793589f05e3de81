package seco.video;

import java.io.IOException;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;

/**
 * The pictures of a file's video stream, decoded by FFmpeg one after another on the calling thread.
 * Nothing is converted, so a picture that nobody wants costs its decoding only.
 */
final class VideoStream implements AutoCloseable {
  /** The largest picture that is decoded; a header that claims more gets no memory. */
  static final long MAXIMUM_PIXELS = 8192L * 8192;

  /** Containers of videos. Without the list a text file or a playlist counts as a video too. */
  static final String CONTAINERS =
      "avi,mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,mpeg,mpegts,mpegvideo,flv,asf,ogg,m4v,h264,hevc";

  static {
    avutil.av_log_set_level(avutil.AV_LOG_QUIET); // what is wrong is said by exceptions
  }

  private final AVFormatContext file;
  private final TimeLimit limit;
  private final AVPacket packet = avcodec.av_packet_alloc();
  private final AVFrame picture = avutil.av_frame_alloc();
  private @Nullable AVStream stream;
  private @Nullable AVCodecContext decoder;
  private int number;
  private boolean atEnd;

  private VideoStream(AVFormatContext file, TimeLimit limit) {
    this.file = file;
    this.limit = limit;
  }

  /**
   * Opens a file. It may hold no video stream.
   *
   * @throws IOException if it is no video that can be read, or the time limit is over
   */
  static VideoStream open(Path path, TimeLimit limit) throws IOException {
    VideoStream opened = new VideoStream(openFile(path, limit), limit);
    try {
      opened.findStream();
      return opened;
    } catch (IOException | RuntimeException e) {
      opened.close();
      throw e;
    }
  }

  private static AVFormatContext openFile(Path path, TimeLimit limit) throws IOException {
    AVFormatContext file = avformat.avformat_alloc_context();
    Interruption.watch(file, limit);
    long address = file.address(); // a failure sets the pointer to null
    try (AVDictionary options = new AVDictionary(null)) {
      avutil.av_dict_set(options, "format_whitelist", CONTAINERS, 0);
      avutil.av_dict_set(options, "protocol_whitelist", "file", 0);
      int code =
          avformat.avformat_open_input(file, path.toAbsolutePath().toString(), null, options);
      avutil.av_dict_free(options);
      if (code < 0) {
        Interruption.forget(address);
        throw failed("open", code);
      }
      return file;
    }
  }

  private void findStream() throws IOException {
    require("read the streams", readStreams());
    number =
        avformat.av_find_best_stream(file, avutil.AVMEDIA_TYPE_VIDEO, -1, -1, (AVCodec) null, 0);
    if (number < 0) {
      return;
    }
    AVStream found = file.streams(number);
    AVCodec codec = avcodec.avcodec_find_decoder(found.codecpar().codec_id());
    if (codec == null) {
      throw new IOException("no decoder for codec " + found.codecpar().codec_id());
    }
    AVCodecContext context = avcodec.avcodec_alloc_context3(codec);
    decoder = context;
    stream = found;
    require("set up", avcodec.avcodec_parameters_to_context(context, found.codecpar()));
    context.thread_count(1);
    context.max_pixels(MAXIMUM_PIXELS);
    require("decode", avcodec.avcodec_open2(context, codec, (AVDictionary) null));
  }

  /** Reads the first packets; what decoders they need is held to the largest picture as well. */
  private int readStreams() {
    int count = file.nb_streams();
    AVDictionary[] options = new AVDictionary[count];
    for (int i = 0; i < count; i++) {
      options[i] = new AVDictionary(null);
      avutil.av_dict_set(options[i], "max_pixels", Long.toString(MAXIMUM_PIXELS), 0);
    }
    try (PointerPointer<AVDictionary> pointers = new PointerPointer<>(options)) {
      int code = avformat.avformat_find_stream_info(file, count == 0 ? null : pointers);
      for (int i = 0; i < count; i++) {
        AVDictionary left = pointers.get(AVDictionary.class, i);
        if (left != null) { // options that no decoder took
          avutil.av_dict_free(left);
        }
      }
      return code;
    }
  }

  private static void require(String what, int code) throws IOException {
    if (code < 0) {
      throw failed(what, code);
    }
  }

  private static IOException failed(String what, int code) {
    return new IOException("FFmpeg cannot " + what + ": error " + code);
  }

  /** Whether there is a video stream whose pictures have a size. */
  boolean hasPictures() {
    return decoder != null && decoder.width() > 0 && decoder.height() > 0;
  }

  /** Pixels of a picture as the stream's header claims. */
  long claimedPixels() {
    return stream == null ? 0 : (long) stream.codecpar().width() * stream.codecpar().height();
  }

  /**
   * Decodes the next picture; false after the last. Packets that cannot be decoded are passed over,
   * as FFmpeg's own program does.
   */
  boolean next() {
    AVCodecContext context = opened();
    while (!limit.isOver()) {
      int code = avcodec.avcodec_receive_frame(context, picture);
      if (code == 0) {
        return true;
      }
      if (code == avutil.AVERROR_EOF()) {
        return false;
      }
      if (!atEnd) {
        feed(context);
      }
    }
    return false;
  }

  /** Gives the decoder the next packet of the stream, or the sign that there is none. */
  private void feed(AVCodecContext context) {
    int code = 0;
    while (code >= 0 || code == avutil.AVERROR_EAGAIN()) { // AVI files are read in attempts
      code = avformat.av_read_frame(file, packet);
      boolean wanted = code >= 0 && packet.stream_index() == number;
      if (wanted) {
        avcodec.avcodec_send_packet(context, packet);
      }
      avcodec.av_packet_unref(packet);
      if (wanted || limit.isOver()) {
        return;
      }
    }
    atEnd = true;
    avcodec.avcodec_send_packet(context, (AVPacket) null);
  }

  private AVCodecContext opened() {
    if (decoder == null || decoder.isNull()) {
      throw new IllegalStateException("the video is closed");
    }
    return decoder;
  }

  private AVStream stream() {
    if (stream == null) {
      throw new IllegalStateException("the file holds no video stream");
    }
    return stream;
  }

  /** The picture that was decoded last; it changes with the next. */
  AVFrame picture() {
    return picture;
  }

  /** Whether the decoder marked that picture as damaged. */
  boolean isDamaged() {
    return picture.decode_error_flags() != 0
        || (picture.flags() & AVFrame.AV_FRAME_FLAG_CORRUPT) != 0;
  }

  /** By how many quarters the pictures are to be turned clockwise. */
  int quarterTurns() {
    AVPacketSideData matrix =
        avcodec.av_packet_side_data_get(
            stream().codecpar().coded_side_data(),
            stream().codecpar().nb_coded_side_data(),
            avcodec.AV_PKT_DATA_DISPLAYMATRIX);
    if (matrix == null || matrix.isNull()) {
      return 0;
    }
    // The matrix turns counter-clockwise.
    double degrees = avutil.av_display_rotation_get(new IntPointer(matrix.data()));
    return (int) -Math.round(degrees / 90);
  }

  /** The number of pictures that the container's header names, or 0 where it names none. */
  int declaredFrames() {
    return (int) stream().nb_frames();
  }

  /** Pictures per second as the container says. */
  double frameRate() {
    AVRational rate = stream().avg_frame_rate();
    if (rate.num() == 0 && rate.den() == 0) {
      rate = stream().r_frame_rate();
    }
    return (double) rate.num() / rate.den();
  }

  @Override
  public void close() {
    if (file.isNull()) {
      return;
    }
    avcodec.av_packet_free(packet);
    avutil.av_frame_free(picture);
    if (decoder != null) {
      avcodec.avcodec_free_context(decoder);
    }
    stream = null;
    Interruption.forget(file.address());
    avformat.avformat_close_input(file);
  }
}
