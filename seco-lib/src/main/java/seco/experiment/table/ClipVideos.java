package seco.experiment.table;

import java.io.IOException;
import seco.InputException;
import seco.probe.FeatureCards;
import seco.video.FrameStore;

/** The first split of a column of DualVar's tables, every frame of whose videos is there. */
record ClipVideos(FrameStore train, FrameStore test) implements AutoCloseable {
  private static final String FIRST = "1";

  /**
   * Opens a column's videos.
   *
   * @throws InputException if a store lacks frames, or is not known to be of the first split
   */
  static ClipVideos open(TableData data, String column) throws IOException {
    TableData.Parts parts = data.first(column);
    FrameStore train = FrameStore.open(parts.train());
    try {
      ClipVideos videos = new ClipVideos(train, FrameStore.open(parts.test()));
      try {
        videos.require(data instanceof FolderData, column);
        return videos;
      } catch (IOException | RuntimeException e) {
        videos.test.close();
        throw e;
      }
    } catch (IOException | RuntimeException e) {
      train.close();
      throw e;
    }
  }

  private void require(boolean official, String column) throws IOException {
    for (FrameStore store : new FrameStore[] {train, test}) {
      store.requireEveryFrame();
      String split = FeatureCards.ofVideos(store).get("split").orElse("");
      if (official && !split.equals(FIRST)) {
        throw new InputException(
            "%s: %s is of %s, the cell of split 1; seco data list makes its list with a card"
                .formatted(
                    column, store.folder(), split.isEmpty() ? "no known split" : "split " + split));
      }
    }
  }

  @Override
  public void close() throws IOException {
    try {
      train.close();
    } finally {
      test.close();
    }
  }
}
