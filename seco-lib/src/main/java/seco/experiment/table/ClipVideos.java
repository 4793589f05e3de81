package seco.experiment.table;

import java.io.IOException;
import seco.InputException;
import seco.probe.FeatureCards;
import seco.video.FrameStore;

/** The videos of a cell of clips, every frame of which is there. */
record ClipVideos(FrameStore train, FrameStore test) implements AutoCloseable {
  /**
   * Opens videos.
   *
   * @throws InputException if a store lacks frames
   */
  static ClipVideos open(TableData.Parts parts) throws IOException {
    FrameStore train = FrameStore.open(parts.train());
    try {
      ClipVideos videos = new ClipVideos(train, FrameStore.open(parts.test()));
      try {
        videos.train.requireEveryFrame();
        videos.test.requireEveryFrame();
        return videos;
      } catch (RuntimeException e) {
        videos.test.close();
        throw e;
      }
    } catch (IOException | RuntimeException e) {
      train.close();
      throw e;
    }
  }

  /**
   * Requires them to be of one split.
   *
   * @param column of the message
   * @throws InputException if they are of another, or their lists do not say it
   */
  void requireSplit(int number, String column) throws IOException {
    for (FrameStore store : new FrameStore[] {train, test}) {
      String split = FeatureCards.ofVideos(store).get("split").orElse("");
      if (!split.equals(String.valueOf(number))) {
        throw new InputException(
            "%s: %s is of %s, the cell of split %d; seco data list makes its list with a card"
                .formatted(
                    column,
                    store.folder(),
                    split.isEmpty() ? "no known split" : "split " + split,
                    number));
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
