package seco.dataset;

import java.io.IOException;
import java.nio.file.Path;
import seco.run.Progress;
import seco.video.FrameStore;
import seco.video.FrameStoreConfig;
import seco.video.FrameStoreWriter;
import seco.video.TestVideos;
import seco.video.VideoList;

/** A frame store of a few short videos. */
final class SmallStore {
  private SmallStore() {}

  /** Makes and opens a store of 10 videos of 6 frames of 64 x 48 in a folder. */
  static FrameStore make(Path folder) throws IOException {
    VideoList list = VideoList.read(TestVideos.list(folder, 10, 6, 2));
    Path target = folder.resolve("store");
    new FrameStoreWriter(list, folder, FrameStoreConfig.standard(), false)
        .write(target, 2, Progress.SILENT);
    return FrameStore.open(target);
  }
}
