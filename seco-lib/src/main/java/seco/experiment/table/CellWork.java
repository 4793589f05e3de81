package seco.experiment.table;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import seco.run.Score;

/** What is done for a cell with the network of its row. */
interface CellWork {
  /**
   * The cell's numbers; what is finished of the way there is not done again.
   *
   * @throws java.util.concurrent.CancellationException where a stop was requested
   */
  List<Score> measure() throws IOException, InterruptedException;

  /** Hours of its stages, over all calls that worked on them. */
  Map<String, Double> hours() throws IOException;
}
