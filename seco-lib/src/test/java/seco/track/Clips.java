package seco.track;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point;
import org.bytedeco.opencv.opencv_core.Scalar;
import seco.video.Frame;
import seco.video.Pictures;

/** Sequences in GOT-10k's layout: a disc of rings that wanders over a ground of noise. */
public final class Clips {
  private static final int WIDTH = 160;
  private static final int HEIGHT = 120;
  private static final int RADIUS = 15;

  private Clips() {}

  /** Writes sequences and reads them again. */
  public static List<Sequence> write(Path root, int sequences, int frames) {
    StringBuilder names = new StringBuilder();
    for (int s = 0; s < sequences; s++) {
      String name = "Clip_%03d".formatted(s);
      names.append(name).append('\n');
      sequence(root.resolve("train").resolve(name), frames, s);
    }
    TextFiles.write(root.resolve("train/list.txt"), names.toString());
    try {
      return Got10kSequences.read(root, "train");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void sequence(Path folder, int frames, int seed) {
    Random random = new Random(seed);
    double x = 40 + random.nextInt(60);
    double y = 40 + random.nextInt(40);
    double dx = random.nextDouble(-3, 3);
    double dy = random.nextDouble(-2, 2);
    StringBuilder truth = new StringBuilder();
    byte[] noise = new byte[3 * WIDTH * HEIGHT];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = (byte) random.nextInt(160);
    }
    try (Mat ground = Pictures.toMat(new Frame(WIDTH, HEIGHT, noise))) {
      Files.createDirectories(folder);
      for (int i = 0; i < frames; i++) {
        try (Mat picture = ground.clone()) {
          for (int ring = 0; ring < 3; ring++) {
            try (Point centre = new Point((int) x, (int) y);
                Scalar colour =
                    new Scalar(ring == 1 ? 30 : 250, 40 + 90 * ring, 250 - 90 * ring, 0)) {
              opencv_imgproc.circle(picture, centre, RADIUS - 5 * ring, colour, -1, 8, 0);
            }
          }
          opencv_imgcodecs.imwrite(folder.resolve("%08d.png".formatted(i + 1)).toString(), picture);
        }
        int side = 2 * RADIUS + 1;
        truth.append(
            "%d,%d,%d,%d\n".formatted((int) x - RADIUS + 1, (int) y - RADIUS + 1, side, side));
        dx = x + dx < 20 || x + dx > WIDTH - 20 ? -dx : dx;
        dy = y + dy < 20 || y + dy > HEIGHT - 20 ? -dy : dy;
        x += dx;
        y += dy;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    TextFiles.write(folder.resolve("groundtruth.txt"), truth.toString());
  }
}
