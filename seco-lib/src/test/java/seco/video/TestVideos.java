package seco.video;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.javacv.FFmpegFrameRecorder;
import org.bytedeco.javacv.Frame;

/** Small media files for tests, made on the spot. */
public final class TestVideos {
  private static final int SAMPLE_RATE = 44_100;

  private TestVideos() {}

  /** A picture that tells its number: a gradient on which a bar moves. */
  public static seco.video.Frame picture(int number, int width, int height) {
    byte[] rgb = new byte[3 * width * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int at = 3 * (y * width + x);
        boolean bar = Math.floorMod(x - 4 * number, width) < width / 4;
        rgb[at] = (byte) (bar ? 220 : 40);
        rgb[at + 1] = (byte) (255 * y / height);
        rgb[at + 2] = (byte) (10 * number % 256);
      }
    }
    return new seco.video.Frame(width, height, rgb);
  }

  /** An H.264 video in mp4 of {@link #picture}s. */
  public static Path write(Path file, int frames, int width, int height) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    try (VideoWriter writer = new VideoWriter(file, width, height, 24, 1)) {
      for (int i = 0; i < frames; i++) {
        writer.write(picture(i, width, height));
      }
      writer.finish();
    }
    return file;
  }

  /** A video in a container of choice, such as {@code matroska}, its index in front if it has. */
  static Path writeAs(String format, Path file, int frames, int width, int height)
      throws IOException {
    return writeAs(format, avcodec.AV_CODEC_ID_H264, file, frames, width, height);
  }

  /** Pictures of which each is a JPEG, in AVI. */
  static Path writeMotionJpeg(Path file, int frames, int width, int height) throws IOException {
    return writeAs("avi", avcodec.AV_CODEC_ID_MJPEG, file, frames, width, height);
  }

  /** A video in a container and a codec of choice. */
  static Path writeAs(String format, int codec, Path file, int frames, int width, int height)
      throws IOException {
    try (FFmpegFrameRecorder recorder = new FFmpegFrameRecorder(file.toFile(), width, height)) {
      recorder.setFormat(format);
      recorder.setVideoCodec(codec);
      recorder.setFrameRate(24);
      recorder.setVideoBitrate(24 * width * height);
      recorder.setOption("movflags", "faststart");
      recorder.start();
      for (int i = 0; i < frames; i++) {
        record(recorder, picture(i, width, height));
      }
      recorder.stop();
    }
    return file;
  }

  /** An H.264 video in mp4 with a second of a tone. */
  static Path writeWithSound(Path file, int frames, int width, int height) throws IOException {
    try (FFmpegFrameRecorder recorder = new FFmpegFrameRecorder(file.toFile(), width, height, 1)) {
      recorder.setFormat("mp4");
      recorder.setVideoCodec(avcodec.AV_CODEC_ID_H264);
      recorder.setAudioCodec(avcodec.AV_CODEC_ID_AAC);
      recorder.setFrameRate(24);
      recorder.setSampleRate(SAMPLE_RATE);
      recorder.start();
      for (int i = 0; i < frames; i++) {
        record(recorder, picture(i, width, height));
      }
      recorder.recordSamples(SAMPLE_RATE, 1, java.nio.ShortBuffer.wrap(tone()));
      recorder.stop();
    }
    return file;
  }

  private static void record(FFmpegFrameRecorder recorder, seco.video.Frame picture)
      throws IOException {
    int width = picture.width();
    try (Frame image = new Frame(width, picture.height(), Frame.DEPTH_UBYTE, 3)) {
      for (int y = 0; y < picture.height(); y++) {
        java.nio.ByteBuffer pixels = (java.nio.ByteBuffer) image.image[0];
        pixels.put(y * image.imageStride, picture.rgb(), 3 * width * y, 3 * width);
      }
      recorder.record(image, org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_RGB24);
    }
  }

  private static short[] tone() {
    short[] tone = new short[SAMPLE_RATE];
    for (int i = 0; i < tone.length; i++) {
      tone[i] = (short) (8000 * Math.sin(2 * Math.PI * 440 * i / SAMPLE_RATE));
    }
    return tone;
  }

  /** A second of a tone, without a picture. */
  static Path writeAudio(String format, Path file) throws IOException {
    try (FFmpegFrameRecorder recorder = new FFmpegFrameRecorder(file.toFile(), 1)) {
      recorder.setFormat(format);
      recorder.setAudioCodec(
          format.equals("wav") ? avcodec.AV_CODEC_ID_PCM_S16LE : avcodec.AV_CODEC_ID_AAC);
      recorder.setSampleRate(SAMPLE_RATE);
      recorder.start();
      recorder.recordSamples(SAMPLE_RATE, 1, java.nio.ShortBuffer.wrap(tone()));
      recorder.stop();
    }
    return file;
  }

  /** The first bytes of a file, as an interrupted download leaves them. */
  static Path cut(Path whole, Path target, double share) throws IOException {
    byte[] bytes = Files.readAllBytes(whole);
    byte[] head = java.util.Arrays.copyOf(bytes, (int) (share * bytes.length));
    return Files.write(target, head);
  }

  /** A list of videos in a folder, of {@code frames} frames each, labelled in turn. */
  public static Path list(Path folder, int videos, int frames, int classes) throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < videos; i++) {
      String name = "clip " + i + ".mp4";
      write(folder.resolve(name), frames, 64, 48);
      lines.add(name + " " + frames + " " + i % classes);
    }
    return Files.write(folder.resolve("list.txt"), lines);
  }
}
