package seco.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.bytedeco.opencv.opencv_core.Mat;
import seco.InputException;
import seco.video.Pictures;

/** JPEG files in memory, so that no disk is timed. */
final class JpegPictures {
  private static final int MOST = 200;

  private final List<Jpeg> jpegs = new ArrayList<>();

  /** A file's bytes and the size of its picture. */
  private record Jpeg(Path file, byte[] bytes, int width, int height) {}

  private JpegPictures() {}

  /**
   * Draws 200 of a folder's files and those of its subfolders, with repetition.
   *
   * @throws InputException if there is no such folder, no JPEG in it, or a damaged one
   */
  static JpegPictures read(Path folder, RandomGenerator random) throws IOException {
    List<Path> files = files(folder);
    JpegPictures pictures = new JpegPictures();
    for (int i = 0; i < MOST; i++) {
      Path file = files.get(random.nextInt(files.size()));
      byte[] bytes = Files.readAllBytes(file);
      try (Mat picture = Pictures.decodeJpeg(bytes, 1, file.toString())) {
        pictures.jpegs.add(new Jpeg(file, bytes, picture.cols(), picture.rows()));
      } catch (IllegalArgumentException e) {
        throw new InputException(e.getMessage() + ", remove it", e);
      }
    }
    return pictures;
  }

  private static List<Path> files(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new InputException(folder + ": no such folder");
    }
    try (Stream<Path> all = Files.walk(folder)) {
      List<Path> files = all.filter(JpegPictures::isJpeg).sorted().toList();
      if (files.isEmpty()) {
        throw new InputException(folder + ": no .jpg file in it");
      }
      return files;
    }
  }

  private static boolean isJpeg(Path file) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    return (name.endsWith(".jpg") || name.endsWith(".jpeg")) && Files.isRegularFile(file);
  }

  /**
   * A picture decoded as a frame store decodes its frames; the caller closes it.
   *
   * @param number of any size, the pictures repeat
   * @param leastEdge pixels that the shorter edge keeps
   */
  Mat decode(int number, int leastEdge) {
    Jpeg jpeg = jpegs.get(number % jpegs.size());
    int reduction = Pictures.reduction(jpeg.width, jpeg.height, leastEdge);
    return Pictures.decodeJpeg(jpeg.bytes, reduction, jpeg.file.toString());
  }
}
