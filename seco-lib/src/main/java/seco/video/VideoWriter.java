package seco.video;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_H264;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_RGB24;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacv.FFmpegFrameRecorder;
import seco.run.SafeFile;

/**
 * Encodes frames as an H.264 video in mp4, on one thread, the same bytes for the same frames. The
 * file is written beside its place and moved there when it is whole.
 */
public final class VideoWriter implements AutoCloseable {
  private final Path target;
  private final Path partial;
  private final EncodedFile file;
  private final FFmpegFrameRecorder recorder;
  private final int width;
  private final int height;
  private boolean finished;

  /**
   * @param target file to be made
   * @param width of the frames, even
   * @param height of the frames, even
   * @param framesPerSecond of the video
   * @param bitsPerPixel at which a frame is encoded; 1 keeps generated pictures nearly as they are
   */
  public VideoWriter(
      Path target, int width, int height, double framesPerSecond, double bitsPerPixel)
      throws IOException {
    this.target = target;
    this.width = width;
    this.height = height;
    partial = SafeFile.beside(target);
    avutil.av_log_set_level(avutil.AV_LOG_QUIET);
    file = new EncodedFile(partial);
    recorder = new FFmpegFrameRecorder(file, width, height, 0);
    recorder.setCloseOutputStream(false);
    recorder.setFormat("mp4");
    recorder.setVideoCodec(AV_CODEC_ID_H264);
    recorder.setPixelFormat(AV_PIX_FMT_YUV420P);
    recorder.setFrameRate(framesPerSecond);
    recorder.setVideoBitrate((int) (width * height * framesPerSecond * bitsPerPixel));
    recorder.setVideoOption("threads", "1");
    try {
      recorder.start();
    } catch (FFmpegFrameRecorder.Exception e) {
      file.close();
      Files.deleteIfExists(partial);
      throw failed(e);
    }
  }

  /** Appends a frame. */
  public void write(Frame frame) throws IOException {
    if (frame.width() != width || frame.height() != height) {
      throw new IllegalArgumentException(
          "a frame of "
              + frame.width()
              + " x "
              + frame.height()
              + " pixels in a video of "
              + width
              + " x "
              + height);
    }
    try (org.bytedeco.javacv.Frame image =
        new org.bytedeco.javacv.Frame(width, height, org.bytedeco.javacv.Frame.DEPTH_UBYTE, 3)) {
      ByteBuffer pixels = (ByteBuffer) image.image[0];
      for (int y = 0; y < height; y++) {
        pixels.put(y * image.imageStride, frame.rgb(), 3 * width * y, 3 * width);
      }
      recorder.record(image, AV_PIX_FMT_RGB24);
    } catch (FFmpegFrameRecorder.Exception e) {
      throw failed(e);
    }
    requireWritten();
  }

  private void requireWritten() throws IOException {
    if (!file.failure().isEmpty()) {
      throw new IOException(target + ": could not be written (" + file.failure() + ")");
    }
  }

  /** Ends the video and moves it to its place. */
  public void finish() throws IOException {
    try {
      recorder.stop();
    } catch (FFmpegFrameRecorder.Exception e) {
      throw failed(e);
    }
    requireWritten();
    file.close();
    SafeFile.move(partial, target);
    finished = true;
  }

  private IOException failed(FFmpegFrameRecorder.Exception cause) {
    return new IOException(target + ": could not be written", cause);
  }

  /** Releases the encoder; a video that is not finished leaves nothing behind. */
  @Override
  public void close() throws IOException {
    try {
      recorder.release();
    } catch (FFmpegFrameRecorder.Exception e) {
      throw failed(e);
    } finally {
      file.close();
      if (!finished) {
        Files.deleteIfExists(partial);
      }
    }
  }
}
