package seco.experiment.table;

import java.io.IOException;
import java.nio.file.Path;
import seco.video.FrameStore;

/** How the rows of a table are pretrained. */
interface RowPretraining {
  /**
   * Trains to the end; what is finished is not done again.
   *
   * @param all folder for the folders of all rows
   * @param what is trained, for the progress
   * @return the run, in a folder that is named after settings, videos and start
   * @throws java.util.concurrent.CancellationException after a stop was requested, with the state
   *     saved
   */
  Path run(FrameStore store, Path all, String what) throws IOException, InterruptedException;
}
