package seco.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import seco.InputException;
import seco.lab.Action;
import seco.lab.FrameTruth;
import seco.lab.LabConfig;
import seco.lab.LabVideo;
import seco.run.Progress;
import seco.run.SafeFile;
import seco.run.Seeds;
import seco.run.Settings;
import seco.track.Box;
import seco.video.Frame;
import seco.video.Pictures;

/**
 * Sequences of the video lab for trackers, in GOT-10k's layout: its figures, small enough and far
 * enough on the move to be followed, with the boxes that the lab knows.
 *
 * @param pixels edge of the square pictures
 * @param frames of each sequence
 * @param train number of sequences to learn from
 * @param val number of sequences to judge by
 * @param seed of all randomness
 */
public record LabTracking(int pixels, int frames, int train, int val, long seed) {
  private static final int QUALITY = 95;
  private static final String NAME = "Lab_%s_%06d";

  /** What differs from the lab's usual videos: smaller figures that move, one scene each. */
  private static final Map<String, Object> KNOBS =
      Map.of(
          "minimumSize", 0.3,
          "maximumSize", 0.45,
          "positionSpread", 0.12,
          "positionDrift", 0.25,
          "maximumCuts", 0);

  public LabTracking {
    if (train < 1 || val < 1) {
      throw new InputException(train + " and " + val + " sequences: there must be one of each");
    }
  }

  private LabConfig config() {
    Map<String, Object> size = Map.of("pixels", pixels, "frames", frames);
    return Settings.with(Settings.with(LabConfig.standard(), KNOBS), size);
  }

  /**
   * Writes the sequences.
   *
   * @param target folder of {@code train} and {@code val}, which must not be there; made whole or
   *     not at all
   */
  public void write(Path target, Progress progress) throws IOException {
    LabConfig config = config();
    SafeFile.requireWritable(target);
    if (SafeFile.isOccupied(target)) {
      throw new InputException(target + ": is there already");
    }
    Path building = SafeFile.beside(target);
    SafeFile.deleteTree(building);
    try {
      part(config, building, "train", 0, train, progress);
      part(config, building, "val", train, val, progress);
      SafeFile.deleteTree(target);
      SafeFile.move(building, target);
    } catch (IOException | RuntimeException e) {
      SafeFile.deleteTree(building);
      throw e;
    }
  }

  private void part(
      LabConfig config, Path root, String part, int done, int count, Progress progress)
      throws IOException {
    StringBuilder names = new StringBuilder();
    for (int i = 0; i < count; i++) {
      String name = NAME.formatted(part, i + 1);
      sequence(config, root.resolve(part).resolve(name), done == 0 ? 0 : 1, i);
      names.append(name).append('\n');
      progress.at(done + i + 1, train + val);
    }
    SafeFile.writeText(root.resolve(part).resolve("list.txt"), names.toString());
  }

  private void sequence(LabConfig config, Path folder, int split, int number) throws IOException {
    SafeFile.createFolder(folder);
    StringBuilder truth = new StringBuilder();
    int label = number % Action.all().size();
    try (LabVideo video = LabVideo.trimmed(config, new Seeds(seed), label, split, number)) {
      for (int i = 0; i < video.frames(); i++) {
        LabVideo.Shot shot = video.shoot(i);
        Frame frame = shot.frame();
        byte[] jpeg = Pictures.encodeJpeg(frame, QUALITY);
        Files.write(folder.resolve("%08d.jpg".formatted(i + 1)), jpeg);
        truth.append(box(shot.truth()).toLine()).append('\n');
      }
    }
    SafeFile.writeText(folder.resolve("groundtruth.txt"), truth.toString());
  }

  /** The lab counts pixels from 0, trackers' files from 1. */
  private static Box box(FrameTruth truth) {
    return new Box(truth.x() + 1, truth.y() + 1, truth.width(), truth.height());
  }
}
