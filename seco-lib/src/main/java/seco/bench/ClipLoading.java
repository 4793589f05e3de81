package seco.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import seco.InputException;
import seco.dataset.ClipBatch;
import seco.dataset.DualVarClips;
import seco.pretrain.DualVarConfig;
import seco.run.Progress;
import seco.run.Seeds;
import seco.video.FrameStore;
import seco.video.FrameStoreConfig;
import seco.video.FrameStoreWriter;
import seco.video.OmittedVideo;

/**
 * A batch of DualVar's clips from a frame store on one thread: frames, crops, colours, blur. In
 * turn from a store's pictures, each decoded once for all views of its clip, and from frames that
 * an earlier step has decoded and the loader has kept.
 *
 * @param source of the videos
 * @param config of the clips: which frames, how they are changed, how many videos a batch
 */
public record ClipLoading(StoreSource source, DualVarConfig config) implements Stage {
  public ClipLoading {
    int batch = config.optimization().batchSize();
    if (source instanceof StoreSource.Lab lab && lab.count() < batch) {
      throw new InputException("%d videos do not fill a batch of %d".formatted(lab.count(), batch));
    }
  }

  @Override
  public String name() {
    return "loading";
  }

  @Override
  public Map<String, Object> settings() {
    Sizes sizes = new Sizes().with("preset", config.preset());
    source.settings().forEach(sizes::with);
    return sizes
        .with("batch", config.optimization().batchSize())
        .with("clip_frames", config.clips().frames().length())
        .with("crop", config.clips().pixels())
        .asMap();
  }

  @Override
  public Measurement measure(Rounds rounds, Progress progress) throws IOException {
    try (TemporaryFolder folder =
        TemporaryFolder.in(Path.of(System.getProperty("java.io.tmpdir", ".")))) {
      Path frames = folder.path().resolve("frames");
      StoreSource.Videos videos = source.videos(folder.path(), 1);
      write(
          new FrameStoreWriter(videos.list(), videos.root(), FrameStoreConfig.standard(), false),
          frames);
      try (FrameStore store = FrameStore.open(frames)) {
        return measure(store, rounds, progress);
      }
    }
  }

  private static void write(FrameStoreWriter writer, Path frames) throws IOException {
    List<OmittedVideo> omitted = writer.write(frames, 1, Progress.SILENT);
    if (!omitted.isEmpty()) {
      throw new IllegalStateException(omitted.size() + " videos are damaged");
    }
  }

  private Measurement measure(FrameStore store, Rounds rounds, Progress progress)
      throws IOException {
    DualVarClips keeping = clips(store, Double.POSITIVE_INFINITY);
    DualVarClips decoding = clips(store, 0);
    ClipBatch batch = keeping.newBatch();
    Turns turns =
        rounds.inTurn(
            round -> keeping.fill(round, batch), // so that its frames are kept
            round -> decoding.fill(round, batch),
            round -> keeping.fill(round, batch),
            progress);
    double clips = (double) batch.size() * ClipBatch.VIEWS;
    return Measurement.of(turns.work())
        .with("clips_per_second", clips / turns.work().median())
        .with("decoding_clips_per_second", clips / turns.other().median())
        .with("share_of_decoding", turns.share());
  }

  private DualVarClips clips(FrameStore store, double keptBytes) {
    return new DualVarClips(
        store,
        config.clips().frames(),
        config.clips().augmentation(),
        config.optimization().batchSize(),
        config.clips().pixels(),
        new Seeds(config.seed()),
        keptBytes);
  }
}
