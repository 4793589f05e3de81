package seco.experiment;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import seco.model.SecoEncoder;
import seco.pretrain.ForeignEncoder;
import seco.pretrain.PretrainConfig;
import seco.pretrain.PretrainedEncoder;
import seco.pretrain.SeenVideos;
import seco.probe.FeatureCards;
import seco.run.Card;

/**
 * A network that is judged and does not learn any more, with what is known of it.
 *
 * @param encoder closed by its owner
 * @param config tells how its pictures are shown
 * @param card weights, how they came about, and from which videos they have learned
 * @param summary where it is another program's, how its file fitted; else empty
 */
public record FrozenNetwork(SecoEncoder encoder, PretrainConfig config, Card card, String summary) {
  /** In a card: the fingerprint of the weights. */
  public static final String ENCODER = "encoder";

  private static final String RANDOM = "random";

  /** The network of a run's newest checkpoint. */
  public static FrozenNetwork ofRun(Path run, NDManager manager) throws IOException {
    PretrainedEncoder trained = PretrainedEncoder.read(run, manager);
    PretrainConfig config = trained.config();
    Card card =
        card(trained.sha256(), SeenVideos.of(run))
            .with("preset", config.preset())
            .with("tasks", config.taskNames())
            .with("seed", config.seed());
    return new FrozenNetwork(trained.network(manager), config, card, "");
  }

  /**
   * The trunk of another program's file.
   *
   * @param shown how its pictures are shown
   */
  public static FrozenNetwork ofFile(Path file, PretrainConfig shown, NDManager manager)
      throws IOException {
    ForeignEncoder foreign = ForeignEncoder.trunk(file, manager);
    String title = foreign.network().trunk().title();
    Card card =
        card(foreign.sha256(), SeenVideos.unknown())
            .with("kind", foreign.kind())
            .with("network", title);
    String summary = foreign.kind() + ", " + title + "; " + foreign.report().summary();
    return new FrozenNetwork(foreign.network(), shown, card, summary);
  }

  /** An untrained network, the same for the same settings. */
  public static FrozenNetwork random(PretrainConfig config, NDManager manager) {
    Card card =
        card(RANDOM, SeenVideos.none())
            .with("preset", config.preset())
            .with("tasks", "")
            .with("seed", config.seed());
    return new FrozenNetwork(PretrainedEncoder.random(manager, config), config, card, "");
  }

  private static Card card(String encoder, SeenVideos seen) {
    return Card.EMPTY
        .with(ENCODER, encoder)
        .with(FeatureCards.TRAINED_ON, joined(seen.parts()))
        .with(FeatureCards.TRAINED_ON_VIDEOS, joined(seen.videos()));
  }

  private static String joined(List<String> texts) {
    return texts.isEmpty() ? "nothing" : String.join(FeatureCards.SEPARATOR, texts);
  }
}
