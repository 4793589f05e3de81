package seco.bench;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import seco.InputException;
import seco.compile.FrozenTrunk;
import seco.compile.Precision;
import seco.model.ResNetConfig;
import seco.model.SecoEncoder;
import seco.probe.FeatureConfig;
import seco.probe.FeatureExtractor;
import seco.probe.FeatureFile;
import seco.probe.FeatureRows;
import seco.run.Card;
import seco.run.Progress;
import seco.run.Seeds;
import seco.tensor.Gradients;
import seco.video.FrameStore;
import seco.video.FrameStoreConfig;
import seco.video.FrameStoreWriter;

/**
 * Frozen features of videos, from the frame store to the feature file, beside the network alone on
 * as many images that lie in memory. Both are done in turn; a round is a whole file.
 *
 * @param source of the videos
 * @param kept frames of each in the store, all of which are used
 * @param depth of the network, of width 64
 * @param pixels of the crop
 * @param precision of the compiled network; null for the blocks
 */
public record FeatureExtraction(
    StoreSource source, int kept, int depth, int pixels, @Nullable Precision precision)
    implements Stage {
  private static final int BATCH = 64; // of the network alone, as the extractor's

  public FeatureExtraction {
    if (kept < 1) {
      throw new InputException("features of " + kept + " frames: at least 1");
    }
  }

  @Override
  public String name() {
    return "extraction";
  }

  @Override
  public Map<String, Object> settings() {
    Sizes sizes = new Sizes();
    source.settings().forEach(sizes::with);
    return sizes
        .with("kept", kept)
        .with("depth", depth)
        .with("crop", pixels)
        .with("precision", Sizes.precision(precision))
        .asMap();
  }

  @Override
  public Measurement measure(Rounds rounds, Progress progress) throws IOException {
    Gradients.off();
    try (TemporaryFolder folder =
            TemporaryFolder.in(Path.of(System.getProperty("java.io.tmpdir", ".")));
        FrameStore store = store(folder.path());
        NDManager manager = NDManager.newBaseManager();
        SecoEncoder encoder =
            SecoEncoder.create(
                manager,
                ResNetConfig.of(depth),
                SecoEncoder.Heads.PER_TASK,
                new Seeds(0).stream("encoder"));
        FrozenTrunk trunk =
            precision == null ? null : new FrozenTrunk(manager, encoder, precision)) {
      NDArray images = RandomTensors.images(manager, BATCH, pixels);
      Path file = folder.path().resolve("features.safetensors");
      Turns turns =
          rounds.inTurn(
              round -> Files.deleteIfExists(file),
              round -> {
                for (long done = 0; done < store.frames(); done += BATCH) {
                  pass(manager, encoder, trunk, images, store.frames() - done);
                }
              },
              round -> extract(store, encoder, file),
              progress);
      return Measurement.of(turns.work())
          .with("frames_per_second", store.frames() / turns.work().median())
          .with("network_frames_per_second", store.frames() / turns.other().median())
          .with("share_of_network", turns.reversed().share());
    }
  }

  private FrameStore store(Path folder) throws IOException {
    int threads = Runtime.getRuntime().availableProcessors();
    StoreSource.Videos videos = source.videos(folder, threads);
    FrameStoreConfig standard = FrameStoreConfig.standard();
    FrameStoreConfig config = new FrameStoreConfig(kept, standard.edge(), standard.jpegQuality());
    Path store = folder.resolve("frames");
    new FrameStoreWriter(videos.list(), videos.root(), config, false)
        .write(store, threads, Progress.SILENT);
    return FrameStore.open(store);
  }

  private void extract(FrameStore store, SecoEncoder encoder, Path file) throws IOException {
    FeatureConfig how = FeatureConfig.of(kept, pixels);
    FeatureRows rows = FeatureRows.videos(store, kept);
    FeatureFile made = new FeatureFile(file, rows, encoder.trunk().featureSize(), Card.EMPTY);
    made.begin();
    try {
      new FeatureExtractor(encoder, how, precision)
          .make(store, rows, made, made.missing(), Progress.SILENT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
    made.finish();
  }

  private static void pass(
      NDManager manager,
      SecoEncoder encoder,
      @Nullable FrozenTrunk trunk,
      NDArray images,
      long left) {
    try (NDManager scope = manager.newSubManager()) {
      // A view, so that results are the scope's; the last batch has fewer, as the extractor's.
      NDArray input = images.get("0:" + Math.min(BATCH, left));
      input.attach(scope);
      NDArray features = trunk == null ? encoder.features(input, false) : trunk.features(input);
      var unused = features.toFloatArray();
    }
  }
}
