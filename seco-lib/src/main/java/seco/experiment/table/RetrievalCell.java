package seco.experiment.table;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import seco.experiment.ClipNetwork;
import seco.experiment.ClipRetrieval;
import seco.pretrain.DualVarConfig;
import seco.probe.ClipExtractor;
import seco.probe.FeatureFile;
import seco.probe.FeaturePair;
import seco.run.Score;
import seco.video.FrameStore;

/**
 * A cell of retrieval, DualVar's Table 5: of each video the mean feature of ten clips, the test
 * videos of the first split ask its training videos.
 *
 * @param shown how a given network's clips are shown
 * @param column of the videos
 */
record RetrievalCell(
    RowNetwork network, DualVarConfig shown, TableData data, String column, TableListener listener)
    implements CellWork {
  /** R@k with each set centred, which is the table's, and without. */
  @Override
  public List<Score> measure() throws IOException, InterruptedException {
    try (ClipVideos videos = ClipVideos.open(data, column)) {
      Path train = features(videos.train(), "train");
      Path test = features(videos.test(), "test");
      FeaturePair pair = FeaturePair.read(column, train, test);
      return ClipRetrieval.scores(pair.train(), pair.test());
    }
  }

  private String stage() {
    return LinearCell.FEATURES + "/" + data.label(column);
  }

  private Path features(FrameStore store, String part) throws IOException, InterruptedException {
    CellFeatures files = new CellFeatures(network, stage(), listener);
    String name = data.label(column) + "-" + part;
    Path place = files.place(name);
    try (NDManager manager = NDManager.newBaseManager()) {
      ClipNetwork opened = network.clips(shown, manager);
      ClipExtractor extractor = new ClipExtractor(opened.encoder(), opened.shown());
      int size = opened.encoder().trunk().featureSize();
      FeatureFile file = new FeatureFile(place, extractor.rows(store), size, opened.card(store));
      files.complete(
          file,
          (chunks, progress) -> extractor.make(store, file, chunks, progress),
          "videos of the features " + name);
    }
    return place;
  }

  @Override
  public Map<String, Double> hours() throws IOException {
    return Map.of(stage(), network.stages().hours(stage()));
  }
}
