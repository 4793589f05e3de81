package seco.finetune;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import seco.InputException;
import seco.augment.DualVarAugmentation;
import seco.dataset.ClipPatches;
import seco.model.ClipTrunkConfig;
import seco.model.ClipTrunkConfig.Kind;
import seco.run.RunDirectory;
import seco.run.Seeds;
import seco.run.Settings;
import seco.sample.RandomClips;
import seco.video.FrameStore;

/**
 * All settings of a fine-tuning on clips, as they are written into its run directory.
 *
 * @param preset the name from which it was made
 * @param seed of all randomness
 * @param trunk the network
 * @param classes of the data set
 * @param frames which frames
 * @param pixels edge of a frame
 * @param augmentation what happens to them
 * @param descent how it learns
 */
public record ClipTuningConfig(
    String preset,
    long seed,
    ClipTrunkConfig trunk,
    int classes,
    RandomClips frames,
    int pixels,
    DualVarAugmentation augmentation,
    ClipDescentConfig descent) {
  public ClipTuningConfig {
    if (classes < 2) {
      throw new InputException("classes " + classes + ": there must be two at least");
    }
    if (pixels < 1 || pixels > Math.min(augmentation.width(), augmentation.height())) {
      throw new InputException(
          "crops of %d pixels do not fit into frames of %d x %d"
              .formatted(pixels, augmentation.width(), augmentation.height()));
    }
  }

  /**
   * The authors' setting for a network that was pretrained on UCF101, with frames resized as they
   * were meant to be. One that was pretrained on Kinetics learns for 150 epochs, with drops at 50
   * and 100.
   */
  public static ClipTuningConfig paper() {
    return new ClipTuningConfig(
        "paper",
        1,
        ClipTrunkConfig.of(Kind.R2PLUS1D),
        101,
        new RandomClips(16, 2),
        112,
        DualVarAugmentation.paper().forFineTuning(),
        new ClipDescentConfig(16, 0.05, 0.9, 1e-3, 100, List.of(30, 60, 80), 0.1));
  }

  /** Minutes on two cores. */
  public static ClipTuningConfig desk() {
    return new ClipTuningConfig(
        "desk",
        1,
        new ClipTrunkConfig(Kind.R3D, 8),
        2,
        new RandomClips(8, 3),
        32,
        DualVarAugmentation.small(37).forFineTuning(),
        new ClipDescentConfig(16, 0.05, 0.9, 1e-3, 30, List.of(15, 25), 0.1));
  }

  /** Seconds: shows that everything works, teaches nothing. */
  public static ClipTuningConfig smoke() {
    return new ClipTuningConfig(
        "smoke",
        1,
        new ClipTrunkConfig(Kind.R3D, 4),
        2,
        new RandomClips(8, 1),
        32,
        DualVarAugmentation.small(37).forFineTuning(),
        new ClipDescentConfig(8, 0.05, 0.9, 1e-3, 3, List.of(2), 0.1));
  }

  /** The preset of a name: paper, desk or smoke. */
  public static ClipTuningConfig preset(String name) {
    return switch (name) {
      case "paper" -> paper();
      case "desk" -> desk();
      case "smoke" -> smoke();
      default -> throw new InputException("preset '" + name + "': choose paper, desk or smoke");
    };
  }

  /** The training clips of a store's videos. */
  ClipPatches clipsOf(FrameStore store) {
    return new ClipPatches(
        store, frames, augmentation, descent.batchSize(), pixels, new Seeds(seed));
  }

  /**
   * The same with several settings changed at once, by their paths such as {@code descent.epochs}.
   *
   * @throws InputException if there is no such setting, or a value is out of range
   */
  public ClipTuningConfig with(Map<String, ?> changes) {
    return Settings.with(this, changes);
  }

  public String toJson() {
    return Settings.toJson(this);
  }

  /**
   * The settings of a run.
   *
   * @throws InputException if the folder is no run of a fine-tuning on clips
   */
  public static ClipTuningConfig read(Path run) throws IOException {
    Path file = RunDirectory.requireRun(run).resolve("config.json");
    return Settings.fromJson(Files.readString(file), ClipTuningConfig.class, file.toString());
  }
}
