package seco.experiment;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import seco.InputException;
import seco.augment.DualVarAugmentation;
import seco.checkpoint.ForeignWeights;
import seco.checkpoint.LoadReport;
import seco.checkpoint.WeightsFile;
import seco.loss.DualVarWeights;
import seco.model.DualVarEncoder;
import seco.pretrain.DualVarConfig;
import seco.pretrain.PretrainedDualVar;
import seco.pretrain.SeenVideos;
import seco.probe.ClipConfig;
import seco.probe.FeatureCards;
import seco.run.Card;
import seco.run.Hashes;
import seco.sample.SpacedClips;
import seco.video.FrameStore;

/**
 * A network for clips that is judged and does not learn any more, with what is known of it.
 *
 * @param encoder closed by its owner
 * @param config tells how its clips are shown
 * @param card weights, how they came about, and from which videos they have learned
 */
public record ClipNetwork(DualVarEncoder encoder, DualVarConfig config, Card card) {
  private static final String RANDOM = "random";
  private static final List<String> HEADS = List.of("fc_clip.", "fc_segments.");

  /** The network of the newest checkpoint of a run of DualVar. */
  public static ClipNetwork ofRun(Path run, NDManager manager) throws IOException {
    PretrainedDualVar trained = PretrainedDualVar.read(run, manager);
    DualVarConfig config = trained.config();
    Card card = card(trained.sha256(), SeenVideos.of(run), config, tasks(config));
    return new ClipNetwork(trained.network(manager), config, card);
  }

  /**
   * The trunk of a file with the names of such a network; heads are of no use here.
   *
   * @param shown its shape, and how its clips are shown
   * @throws InputException if the file is refused, or holds another trunk
   */
  public static ClipNetwork ofFile(Path file, DualVarConfig shown, NDManager manager)
      throws IOException {
    DualVarEncoder encoder = PretrainedDualVar.random(manager, shown);
    String mark = encoder.arrays().names().iterator().next();
    var unused =
        ForeignWeights.named(WeightsFile.read(file), mark)
            .load(encoder.arrays(), LoadReport.Allowed.of(HEADS));
    Card card =
        FrozenNetwork.card(Hashes.ofFile(file), SeenVideos.unknown())
            .with("kind", "file")
            .with("network", shown.trunk().title());
    return new ClipNetwork(encoder, shown, card);
  }

  /** An untrained network, that with which a run of these settings begins. */
  public static ClipNetwork random(DualVarConfig config, NDManager manager) {
    Card card = card(RANDOM, SeenVideos.none(), config, "");
    return new ClipNetwork(PretrainedDualVar.random(manager, config), config, card);
  }

  private static Card card(String encoder, SeenVideos seen, DualVarConfig config, String tasks) {
    return FrozenNetwork.card(encoder, seen)
        .with("network", config.trunk().title())
        .with("preset", config.preset())
        .with("tasks", tasks)
        .with("seed", config.seed());
  }

  /**
   * What was trained, as in {@code moco, clip 1.0, temporalCoherent 0.0, shuffleRank 1.0} or {@code
   * rotnet3d}.
   */
  private static String tasks(DualVarConfig config) {
    if (!config.flavour().isContrast()) {
      return config.flavour().label();
    }
    DualVarWeights weights = config.contrast().weights();
    return "%s, clip %s, temporalCoherent %s, shuffleRank %s"
        .formatted(
            config.flavour().label(),
            weights.clip(),
            weights.temporalCoherent(),
            weights.shuffleRank());
  }

  /** How its clips are shown: ten of a video, as long, as far apart and as large as in training. */
  public ClipConfig shown() {
    DualVarAugmentation frames = config.clips().augmentation();
    SpacedClips clips =
        new SpacedClips(
            ClipConfig.CLIPS, config.clips().frames().length(), config.clips().frames().stride());
    return new ClipConfig(clips, frames.width(), frames.height(), config.clips().pixels());
  }

  /** What is said of features of a store's clips. */
  public Card card(FrameStore store) throws IOException {
    return FeatureCards.ofClips(store, card, shown());
  }
}
