package seco.experiment.table;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import seco.experiment.ClipRetrieval;
import seco.probe.FeaturePair;
import seco.run.Score;

/**
 * A cell of retrieval, DualVar's Table 5: of each video the mean feature of ten clips, the test
 * videos of the first split ask its training videos.
 */
record RetrievalCell(ClipCell cell, TableData.Parts videos) implements CellWork {
  /** R@k with each set centred, which is the table's, and without. */
  @Override
  public List<Score> measure() throws IOException, InterruptedException {
    FeaturePair pair = cell.features(videos);
    return ClipRetrieval.scores(pair.train(), pair.test());
  }

  @Override
  public Map<String, Double> hours() throws IOException {
    return Map.of(cell.featureStage(), cell.network().stages().hours(cell.featureStage()));
  }
}
