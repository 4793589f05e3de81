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
import seco.probe.FeatureConfig;
import seco.probe.FeatureExtractor;
import seco.probe.FeatureRows;
import seco.probe.FeatureSet;
import seco.probe.Segments;
import seco.run.Card;
import seco.run.Progress;
import seco.video.FrameStore;

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

  /** Features of every video of a store, with their card. */
  public FeatureSet videos(FrameStore store, FeatureConfig how, Progress progress)
      throws IOException, InterruptedException {
    Card said = FeatureCards.of(store, card, how, FeatureRows.Kind.VIDEOS, null, null);
    return new FeatureExtractor(encoder, how).videos(store, said.fields(), progress);
  }

  /** Features of single frames of every video, with their card. */
  public FeatureSet frames(FrameStore store, FeatureConfig how, Progress progress)
      throws IOException, InterruptedException {
    Card said = FeatureCards.of(store, card, how, FeatureRows.Kind.FRAMES, null, null);
    return new FeatureExtractor(encoder, how).frames(store, said.fields(), progress);
  }

  /** Features of annotated segments of a store's videos, with their card. */
  public FeatureSet segments(
      FrameStore store, Segments segments, FeatureConfig how, Progress progress)
      throws IOException, InterruptedException {
    Card said = FeatureCards.of(store, card, how, FeatureRows.Kind.SEGMENTS, segments, null);
    return new FeatureExtractor(encoder, how).segments(store, segments, said.fields(), progress);
  }

  static Card card(String encoder, SeenVideos seen) {
    return Card.EMPTY
        .with(ENCODER, encoder)
        .with(FeatureCards.TRAINED_ON, joined(seen.parts()))
        .with(FeatureCards.TRAINED_ON_VIDEOS, joined(seen.videos()));
  }

  private static String joined(List<String> texts) {
    return texts.isEmpty() ? "nothing" : String.join(FeatureCards.SEPARATOR, texts);
  }
}
