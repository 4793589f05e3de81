package seco.track;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;

/** Small files for tests. */
public final class TextFiles {
  private TextFiles() {}

  public static Path write(Path file, String text) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A picture of one colour, grey where its type has one channel. */
  public static Path picture(Path file, int width, int height, int type) {
    try (Mat mat = new Mat(height, width, type, new Scalar(90, 120, 60, 0))) {
      Files.createDirectories(file.toAbsolutePath().getParent());
      opencv_imgcodecs.imwrite(file.toString(), mat);
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static Path picture(Path file) {
    return picture(file, 32, 24, opencv_core.CV_8UC3);
  }

  /** A picture of one grey level. */
  public static Path grey(Path file, int width, int height, int level) {
    try (Scalar value = new Scalar(level, 0, 0, 0);
        Mat mat = new Mat(height, width, opencv_core.CV_8UC1, value)) {
      Files.createDirectories(file.toAbsolutePath().getParent());
      opencv_imgcodecs.imwrite(file.toString(), mat);
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
