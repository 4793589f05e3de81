package seco.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import seco.InputException;
import seco.lab.LabConfig;
import seco.lab.LabDataset;
import seco.lab.LabSplit;
import seco.run.Progress;
import seco.run.SafeFile;
import seco.video.FrameStoreConfig;
import seco.video.FrameStoreWriter;
import seco.video.OmittedVideo;
import seco.video.VideoList;

/**
 * Building a frame store from videos of the lab: decoding, JPEG, shards, manifest. A round is a
 * whole store.
 *
 * @param videos of the store
 * @param pixels edge of their square frames
 * @param frames of each
 * @param threads videos decoded at the same time
 */
public record StoreBuilding(int videos, int pixels, int frames, int threads) implements Stage {
  public StoreBuilding {
    if (videos < 1 || videos > 100_000 || threads < 1) {
      throw new InputException(
          "a store of %d videos by %d threads: 1 to 100000 and at least 1"
              .formatted(videos, threads));
    }
    var unused = lab(pixels, frames); // refuses what it cannot draw
  }

  private static LabConfig lab(int pixels, int frames) {
    return LabConfig.standard().with("pixels", pixels).with("frames", frames);
  }

  @Override
  public String name() {
    return "store";
  }

  @Override
  public Map<String, Object> settings() {
    return new Sizes().with("videos", videos).with("pixels", pixels).with("frames", frames).asMap();
  }

  @Override
  public Measurement measure(Rounds rounds, Progress progress) throws IOException {
    try (TemporaryFolder folder =
        TemporaryFolder.in(Path.of(System.getProperty("java.io.tmpdir", ".")))) {
      Path root = folder.path().resolve("lab");
      new LabDataset(lab(pixels, frames), 0, videos, 0, 0, false)
          .write(root, threads, Progress.SILENT);
      VideoList list = VideoList.read(root.resolve(LabSplit.TRAIN.path() + ".txt"));
      FrameStoreWriter writer =
          new FrameStoreWriter(list, root, FrameStoreConfig.standard(), false);
      Path store = folder.path().resolve("frames");
      Timings timings =
          rounds.time(
              round -> SafeFile.deleteTree(store), round -> requireAll(writer, store), progress);
      return Measurement.of(timings)
          .with("videos_per_second", videos / timings.median())
          .with("frames_per_cpu_second", perProcessorSecond(timings));
    }
  }

  private double perProcessorSecond(Timings timings) {
    return (double) videos * frames * timings.rounds() / timings.processorSeconds();
  }

  private void requireAll(FrameStoreWriter writer, Path store) throws IOException {
    List<OmittedVideo> omitted = writer.write(store, threads, Progress.SILENT);
    if (!omitted.isEmpty()) {
      throw new IllegalStateException(omitted.size() + " videos of the lab are damaged");
    }
  }
}
