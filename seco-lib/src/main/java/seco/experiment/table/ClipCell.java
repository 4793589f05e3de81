package seco.experiment.table;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Path;
import seco.experiment.ClipNetwork;
import seco.pretrain.DualVarConfig;
import seco.probe.ClipExtractor;
import seco.probe.FeatureFile;
import seco.probe.FeaturePair;
import seco.video.FrameStore;

/**
 * What all cells of a network for clips have.
 *
 * @param shown how a given network's clips are shown
 * @param column of the videos
 */
record ClipCell(
    RowNetwork network,
    DualVarConfig shown,
    TableData data,
    String column,
    TableListener listener) {
  /** Whether the videos are of data sets with official splits. */
  boolean isOfficial() {
    return data instanceof FolderData;
  }

  /** What the videos are called. */
  String label() {
    return data.label(column);
  }

  /** The stage of the features in {@link StageHours}. */
  String featureStage() {
    return LinearCell.FEATURES + "/" + label();
  }

  /** Of each video the mean feature of ten clips. */
  FeaturePair features(TableData.Parts parts) throws IOException, InterruptedException {
    try (ClipVideos videos = ClipVideos.open(parts)) {
      return FeaturePair.read(
          column, features(videos.train(), "train"), features(videos.test(), "test"));
    }
  }

  private Path features(FrameStore store, String part) throws IOException, InterruptedException {
    CellFeatures files = new CellFeatures(network, featureStage(), listener);
    String name = label() + "-" + part;
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
}
