package seco.track;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;
import seco.InputException;
import seco.video.Frame;
import seco.video.Pictures;

/** Pictures of sequences: JPEG or PNG, grey ones with their value in each colour. */
final class PictureFile {
  private PictureFile() {}

  /** Whether a file's name is a picture's. */
  static boolean isOne(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return name.matches("[^.].*\\.(jpg|jpeg|png)");
  }

  /**
   * Reads a picture in RGB.
   *
   * @throws InputException if it is missing or damaged
   */
  static Frame read(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new InputException(file + ": no such picture");
    }
    try (Mat picture =
        opencv_imgcodecs.imread(file.toString(), opencv_imgcodecs.IMREAD_COLOR_RGB)) {
      if (picture.empty()) {
        throw new InputException(file + ": damaged, or neither JPEG nor PNG");
      }
      return Pictures.toFrame(picture);
    }
  }
}
