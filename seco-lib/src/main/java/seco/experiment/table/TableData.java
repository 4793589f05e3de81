package seco.experiment.table;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import seco.experiment.TrackingData;

/** The videos from which a table's networks learn and by which they are judged. */
interface TableData {
  /** What stands in records in place of the paper's column: never its name where it is the lab. */
  String label(String column);

  /** What a column lacks, and what makes it; empty where all is there. */
  Optional<String> missing(String column);

  /** The same of a column that needs the first split alone. */
  Optional<String> missingFirst(String column);

  /** What a pretraining on a data set lacks; empty where all is there. */
  Optional<String> missingPretraining(PaperData set);

  /** The frame store of a pretraining. */
  Path pretraining(PaperData set) throws IOException;

  /**
   * Frame stores to learn from and to judge by.
   *
   * @param split its official number; 0 where there is none
   */
  record Parts(Path train, Path test, int split) {
    /** Videos that have no official splits. */
    static Parts whole(Path train, Path test) {
      return new Parts(train, test, 0);
    }
  }

  /** The videos of a column of frozen features. */
  Parts linear(String column) throws IOException;

  /** The videos of a column of fine-tuning, one for each split that is there. */
  List<Parts> splits(String column) throws IOException;

  /** The videos of a column that needs the first split alone. */
  Parts first(String column) throws IOException;

  /** The sequences of the tracking columns. */
  TrackingData tracking() throws IOException;
}
