package seco.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import seco.InputException;
import seco.run.Progress;
import seco.run.SafeFile;
import seco.video.FrameStore;
import seco.video.FrameStoreConfig;
import seco.video.FrameStoreWriter;
import seco.video.OmittedVideo;
import seco.video.VideoList;

/**
 * Building a frame store: decoding, JPEG, shards, manifest. A round is a whole store.
 *
 * @param source of the videos
 * @param kept frames of each, 0 for all
 * @param threads videos decoded at the same time
 */
public record StoreBuilding(StoreSource source, int kept, int threads) implements Stage {
  public StoreBuilding {
    if (threads < 1) {
      throw new InputException("a store by %d threads: at least 1".formatted(threads));
    }
    var unused = config(kept); // refuses what is no number of frames
  }

  private static FrameStoreConfig config(int kept) {
    FrameStoreConfig standard = FrameStoreConfig.standard();
    return new FrameStoreConfig(kept, standard.edge(), standard.jpegQuality());
  }

  @Override
  public String name() {
    return "store";
  }

  @Override
  public Map<String, Object> settings() {
    Sizes sizes = new Sizes();
    source.settings().forEach(sizes::with);
    return sizes.with("kept", kept == 0 ? "all" : kept).asMap();
  }

  @Override
  public Measurement measure(Rounds rounds, Progress progress) throws IOException {
    try (TemporaryFolder folder =
        TemporaryFolder.in(Path.of(System.getProperty("java.io.tmpdir", ".")))) {
      StoreSource.Videos videos = source.videos(folder.path(), threads);
      FrameStoreWriter writer =
          new FrameStoreWriter(videos.list(), videos.root(), config(kept), false);
      Path store = folder.path().resolve("frames");
      Timings timings =
          rounds.time(
              round -> SafeFile.deleteTree(store), round -> requireAll(writer, store), progress);
      return findings(timings, videos.list(), store);
    }
  }

  private static Measurement findings(Timings timings, VideoList list, Path folder)
      throws IOException {
    long decoded = list.entries().stream().mapToLong(VideoList.Entry::frames).sum();
    int videos = list.entries().size();
    double processorSeconds = timings.processorSeconds() / timings.rounds();
    try (FrameStore store = FrameStore.open(folder)) {
      return Measurement.of(timings)
          .with("videos_per_second", videos / timings.median())
          .with("videos_per_cpu_second", videos / processorSeconds)
          .with("frames_per_cpu_second", decoded / processorSeconds)
          .with("bytes_per_frame", (double) store.bytes() / store.frames());
    }
  }

  private void requireAll(FrameStoreWriter writer, Path store) throws IOException {
    List<OmittedVideo> omitted = writer.write(store, threads, Progress.SILENT);
    if (!omitted.isEmpty()) {
      throw new IllegalStateException(omitted.size() + " videos are damaged");
    }
  }
}
