package seco.data.split;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import seco.InputException;

/** The forms in which data sets say who belongs to which part. */
public enum SplitForm {
  /** {@code classInd.txt}, {@code trainlist01.txt}, {@code testlist01.txt}; three splits. */
  UCF101(true) {
    @Override
    public OfficialSplits read(Path where, List<Integer> splits) throws IOException {
      return Ucf101Splits.read(where, splits);
    }
  },
  /** {@code CLASS_test_split1.txt}; three splits. */
  HMDB51(true) {
    @Override
    public OfficialSplits read(Path where, List<Integer> splits) throws IOException {
      return Hmdb51Splits.read(where, splits);
    }
  },
  /** {@code train.csv}, {@code validate.csv}, {@code test.csv}, or the same as JSON. */
  KINETICS400(false) {
    @Override
    public OfficialSplits read(Path where, List<Integer> splits) throws IOException {
      return KineticsSplits.read(where);
    }
  },
  /** {@code activity_net.v1-3.min.json}. */
  ACTIVITYNET(false) {
    @Override
    public OfficialSplits read(Path where, List<Integer> splits) throws IOException {
      return ActivityNetSplits.read(where);
    }
  },
  /** {@code train_list.txt}, {@code val_list.txt} with {@code path frames label}. */
  AUTHORS(false) {
    @Override
    public OfficialSplits read(Path where, List<Integer> splits) throws IOException {
      return AuthorsLists.read(where);
    }
  };

  /** The splits of a data set that has several. */
  public static final List<Integer> SPLITS = List.of(1, 2, 3);

  private final boolean several;

  SplitForm(boolean several) {
    this.several = several;
  }

  /** Whether there are three splits rather than one. */
  public boolean hasSeveralSplits() {
    return several;
  }

  /**
   * Reads split files.
   *
   * @param where their folder, or the one file
   * @param splits which of {@link #SPLITS} are read where there are several
   * @throws InputException naming file, line and value of what is wrong
   */
  public abstract OfficialSplits read(Path where, List<Integer> splits) throws IOException;

  /** The form's name on the command line: {@code kinetics400}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
