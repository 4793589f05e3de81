package seco.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import seco.InputException;
import seco.lab.Action;
import seco.lab.LabConfig;
import seco.lab.LabVideo;
import seco.run.Progress;
import seco.run.SafeFile;
import seco.run.Seeds;
import seco.video.Frame;
import seco.video.Pictures;

/**
 * Frames of the video lab at any size up to a square's: the middle rows of a square frame.
 *
 * @param width of the frames, even, 32 to 1024 pixels
 * @param height of the frames, at most the width
 */
public record LabFrames(int width, int height) {
  private static final int JPEG_QUALITY = 95;
  private static final int OF_A_VIDEO = 8;
  private static final Seeds SEEDS = new Seeds(0);

  public LabFrames {
    if (height < 32 || height > width || height % 2 != 0) {
      throw new InputException(
          "frames of %d x %d pixels: the height must be even, from 32 to the width"
              .formatted(width, height));
    }
    var unused = LabConfig.standard().with("pixels", width); // refuses what it cannot draw
  }

  /** The first frames of a video. */
  List<Frame> video(int number, int frames) {
    LabConfig config =
        LabConfig.standard().with("pixels", width).with("frames", Math.max(4, frames));
    int label = number % Action.all().size();
    List<Frame> shot = new ArrayList<>();
    try (LabVideo video = LabVideo.trimmed(config, SEEDS, label, 0, number)) {
      for (int frame = 0; frame < frames; frame++) {
        shot.add(middle(video.shoot(frame).frame()));
      }
    }
    return shot;
  }

  private Frame middle(Frame square) {
    int from = 3 * width * ((width - height) / 2);
    return new Frame(
        width, height, Arrays.copyOfRange(square.rgb(), from, from + 3 * width * height));
  }

  /**
   * Writes frames of several videos as JPEG files into a folder, which is made beside its place and
   * moved there when it is whole. A folder that is there already is left as it is.
   *
   * @return whether they were written
   */
  public boolean write(Path folder, int count, Progress progress) throws IOException {
    if (Files.isDirectory(folder)) {
      return false;
    }
    Path building = SafeFile.beside(folder);
    SafeFile.deleteTree(building);
    SafeFile.createFolder(building);
    for (int first = 0; first < count; first += OF_A_VIDEO) {
      List<Frame> frames = video(first / OF_A_VIDEO, Math.min(OF_A_VIDEO, count - first));
      for (int i = 0; i < frames.size(); i++) {
        Path file = building.resolve("%05d.jpg".formatted(first + i));
        Files.write(file, Pictures.encodeJpeg(frames.get(i), JPEG_QUALITY));
      }
      progress.at(first + frames.size(), count);
    }
    SafeFile.move(building, folder);
    return true;
  }
}
