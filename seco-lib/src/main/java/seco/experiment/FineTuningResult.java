package seco.experiment;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import seco.Paper;
import seco.finetune.FineTunedNetwork;
import seco.finetune.FineTuningConfig;
import seco.finetune.MultiViewTest;
import seco.finetune.TestViews;
import seco.finetune.VideoScores;
import seco.probe.FeatureCards;
import seco.run.Card;
import seco.run.DataPart;
import seco.run.Progress;
import seco.run.ProtocolCard;
import seco.run.Provenance;
import seco.run.Score;
import seco.video.FrameStore;

/**
 * What a fine-tuned network came to on test videos.
 *
 * @param scores of the videos
 * @param card how it was trained, of which videos, and how it was tested
 */
@Paper(section = "Action Recognition and Untrimmed Activity Recognition", table = 3)
public record FineTuningResult(VideoScores scores, Card card) {
  /** In a card: the fingerprint of the weights with which the fine-tuning began. */
  public static final String START = "start";

  private static final String SPLIT = "split";

  /**
   * Tests a run's network.
   *
   * @param run its folder, for messages
   * @throws seco.InputException if it has learned from a test video, or the store does not fit it
   */
  public static FineTuningResult of(
      FineTunedNetwork network, Path run, FrameStore test, TestViews views, Progress progress)
      throws IOException, InterruptedException {
    Card card = card(network, run, test, views);
    MultiViewTest judge = new MultiViewTest(network.config(), network.classifier());
    return new FineTuningResult(judge.scores(test, views, progress), card);
  }

  /** The card of a result that is yet to be measured; refuses what {@link #of} does. */
  static Card card(FineTunedNetwork network, Path run, FrameStore test, TestViews views)
      throws IOException {
    Card held = seen(FeatureCards.ofVideos(test), network);
    FeatureCards.requireTest(trained(network), run, held, test.folder());
    return card(network, held, test, views);
  }

  /** What a card says of the training videos. */
  private static Card trained(FineTunedNetwork network) {
    Provenance provenance = network.provenance();
    Optional<DataPart> part = network.protocol().map(ProtocolCard::dataPart);
    Card card =
        Card.EMPTY
            .with("data", part.map(DataPart::dataSet).orElse(null))
            .with(SPLIT, part.map(DataPart::split).orElse(null))
            .with("part", part.map(DataPart::part).orElse(null))
            .with("store", provenance.data())
            .with("list", provenance.list())
            .with("videos", provenance.videos());
    return seen(card, network);
  }

  /** The same with what the start had learned from. */
  private static Card seen(Card card, FineTunedNetwork network) {
    return card.with(FeatureCards.TRAINED_ON, said(network, FeatureCards.TRAINED_ON))
        .with(FeatureCards.TRAINED_ON_VIDEOS, said(network, FeatureCards.TRAINED_ON_VIDEOS));
  }

  private static @Nullable String said(FineTunedNetwork network, String field) {
    return network.start().get(field).orElse(null);
  }

  private static Card card(FineTunedNetwork network, Card held, FrameStore test, TestViews views) {
    FineTuningConfig config = network.config();
    Provenance provenance = network.provenance();
    return Card.EMPTY
        .with("protocol", "fine-tuning, TSN")
        .with("data", held.get("data").orElse(null))
        .with(SPLIT, held.get(SPLIT).orElse(null))
        .with("part", held.get("part").orElse(null))
        .with("train", provenance.data())
        .with("trainList", provenance.list())
        .with("test", test.contentSha256())
        .with("testList", test.listSha256())
        .with("testRows", test.size())
        .with(FrozenNetwork.ENCODER, network.sha256())
        .with(START, said(network, FrozenNetwork.ENCODER))
        .with("tasks", said(network, "tasks"))
        .with("kind", said(network, "kind"))
        .with("network", config.trunk().title())
        .with("seed", config.seed())
        .with(FeatureCards.TRAINED_ON, said(network, FeatureCards.TRAINED_ON))
        .with(FeatureCards.TRAINED_ON_VIDEOS, said(network, FeatureCards.TRAINED_ON_VIDEOS))
        .with("segments", config.frames().segments())
        .with("pixels", config.frames().pixels())
        .with("norms", config.norms())
        .with("dropout", config.dropout())
        .with("descent", config.descent().title())
        .with("steps", network.steps())
        .with("compiled", config.precision())
        .with("views", views.title())
        .with("testPixels", config.testPixels())
        .with(Score.COMMIT, Provenance.currentCommit());
  }

  /** Which split it is of, in words. */
  public String split() {
    String split = card.get(SPLIT).orElse("");
    return split.isEmpty() ? "no official split" : "split " + split;
  }

  /** The share of test videos whose class is among the first {@code k}, with its card. */
  public Score top(int k) {
    return new Score("top" + k, scores.top(k), card);
  }
}
