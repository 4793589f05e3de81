package seco.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import seco.InputException;
import seco.lab.LabConfig;
import seco.lab.LabDataset;
import seco.lab.LabSplit;
import seco.run.Progress;
import seco.video.VideoList;

/** The videos from which a frame store is built to time it. */
public sealed interface StoreSource {
  /** The sizes, named as the options of the command line. */
  Map<String, Object> settings();

  /**
   * The videos, which may have to be made.
   *
   * @param folder in which they may be made
   * @param threads that may make them
   */
  Videos videos(Path folder, int threads) throws IOException;

  /** Videos of a list below a folder. */
  record Videos(VideoList list, Path root) {}

  /**
   * Videos of the lab.
   *
   * @param count of the videos
   * @param pixels edge of their square frames
   * @param frames of each
   */
  record Lab(int count, int pixels, int frames) implements StoreSource {
    public Lab {
      if (count < 1 || count > 100_000) {
        throw new InputException("a store of %d videos: 1 to 100000".formatted(count));
      }
      var unused = lab(pixels, frames); // refuses what it cannot draw
    }

    private static LabConfig lab(int pixels, int frames) {
      return LabConfig.standard().with("pixels", pixels).with("frames", frames);
    }

    @Override
    public Map<String, Object> settings() {
      return new Sizes()
          .with("videos", count)
          .with("pixels", pixels)
          .with("frames", frames)
          .asMap();
    }

    @Override
    public Videos videos(Path folder, int threads) throws IOException {
      Path root = folder.resolve("lab");
      new LabDataset(lab(pixels, frames), 0, count, 0, 0, false)
          .write(root, threads, Progress.SILENT);
      return new Videos(VideoList.read(root.resolve(LabSplit.TRAIN.path() + ".txt")), root);
    }
  }

  /**
   * Videos that are there.
   *
   * @param list of them
   * @param root to which its paths are relative
   */
  record Files(Path list, Path root) implements StoreSource {
    @Override
    public Map<String, Object> settings() {
      return new Sizes().with("list", list).with("root", root).asMap();
    }

    @Override
    public Videos videos(Path folder, int threads) throws IOException {
      return new Videos(VideoList.read(list), root);
    }
  }
}
