package seco.experiment.table;

import java.nio.file.Files;
import java.nio.file.Path;
import seco.InputException;

/** The data sets of the tables, as large as they are published. */
public enum PaperData {
  KINETICS("kinetics400", 240_000, 20_000),
  ACTIVITYNET("activitynet", 10_024, 4_926),
  UCF101("ucf101", 9_537, 3_783),
  HMDB51("hmdb51", 3_570, 1_530),
  GOT10K("got10k", 9_335, 180),
  OTB100("otb100", 0, 98);

  /** Frames of OTB-100's sequences that are judged. */
  static final long OTB_FRAMES = 59_040;

  private final String folder;
  private final int train;
  private final int test;

  PaperData(String folder, int train, int test) {
    this.folder = folder;
    this.train = train;
    this.test = test;
  }

  /** The data set of a column of the tables of frozen features or of fine-tuning. */
  static PaperData of(String column) {
    return switch (column) {
      case "kinetics" -> KINETICS;
      case "activitynet" -> ACTIVITYNET;
      case "ucf101" -> UCF101;
      case "hmdb51" -> HMDB51;
      default -> OTB100;
    };
  }

  /**
   * The data set of a folder's name, for a pretraining of DualVar.
   *
   * @throws InputException if it is none of those
   */
  public static PaperData toPretrainOn(String folder) {
    for (PaperData set : new PaperData[] {KINETICS, UCF101}) {
      if (set.folder.equals(folder)) {
        return set;
      }
    }
    throw new InputException(
        "pretraining on '%s': choose %s or %s".formatted(folder, KINETICS.folder, UCF101.folder));
  }

  /** The name of its folder, and of the script that makes it. */
  public String folder() {
    return folder;
  }

  /** Published videos or sequences to learn from; of the first split. */
  public int train() {
    return train;
  }

  /** Published videos or sequences to judge by; of the first split. */
  public int test() {
    return test;
  }

  /** Where a part's frame store lies below a folder of data sets. */
  Path store(Path root, String part) {
    return root.resolve(folder).resolve("frames").resolve(part);
  }

  /** Where the sequences lie. */
  Path sequences(Path root) {
    Path own = root.resolve(folder);
    Path inner = own.resolve("sequences");
    return Files.isDirectory(inner) ? inner : own;
  }
}
