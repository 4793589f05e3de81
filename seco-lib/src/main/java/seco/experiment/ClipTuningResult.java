package seco.experiment;

import java.io.IOException;
import seco.finetune.ClipTuning;
import seco.finetune.ClipTuningConfig;
import seco.finetune.VideoScores;
import seco.probe.FeatureCards;
import seco.run.Card;
import seco.run.Progress;
import seco.run.Provenance;
import seco.run.Score;
import seco.video.FrameStore;

/**
 * What a network that was fine-tuned on clips came to on test videos: ten clips of each, as in
 * Table 4 of L. Zhang et al., <i>Inter-intra Variant Dual Representations for Self-supervised Video
 * Recognition</i>, BMVC 2021.
 *
 * @param scores of the videos
 * @param card how it was trained, of which videos, and how it was tested
 */
public record ClipTuningResult(VideoScores scores, Card card) {
  /**
   * Tests a training's network as it stands.
   *
   * @param start card of the weights with which it began
   * @throws seco.InputException if the test videos are the training's, or of parts of a data set
   *     that overlap, or the start has learned from them
   */
  public static ClipTuningResult of(
      ClipTuning training, Card start, FrameStore train, FrameStore test, Progress progress)
      throws IOException, InterruptedException {
    requireTest(start, train, test);
    return new ClipTuningResult(training.test(test, progress), card(training, start, train, test));
  }

  /** Requires a test of videos from which neither the start nor the training has learned. */
  public static void requireTest(Card start, FrameStore train, FrameStore test) throws IOException {
    Card seen = FeatureCards.ofVideos(train).with(trainedOn(start));
    Card held = FeatureCards.ofVideos(test).with(trainedOn(start));
    FeatureCards.requireTest(seen, train.folder(), held, test.folder());
  }

  private static Card trainedOn(Card start) {
    return Card.EMPTY
        .with(FeatureCards.TRAINED_ON, start.get(FeatureCards.TRAINED_ON).orElse(null))
        .with(
            FeatureCards.TRAINED_ON_VIDEOS, start.get(FeatureCards.TRAINED_ON_VIDEOS).orElse(null));
  }

  private static Card card(ClipTuning training, Card start, FrameStore train, FrameStore test)
      throws IOException {
    ClipTuningConfig config = training.config();
    Card held = FeatureCards.ofVideos(test);
    return Card.EMPTY
        .with("protocol", "fine-tuning, clips")
        .with("data", held.get("data").orElse(null))
        .with("split", held.get("split").orElse(null))
        .with("part", held.get("part").orElse(null))
        .with("train", train.contentSha256())
        .with("trainList", train.listSha256())
        .with("test", test.contentSha256())
        .with("testList", test.listSha256())
        .with("testRows", test.size())
        .with("start", start.get(FrozenNetwork.ENCODER).orElse(null))
        .with("tasks", start.get("tasks").orElse(null))
        .with("network", config.trunk().title())
        .with("seed", config.seed())
        .with(trainedOn(start))
        .with("clipFrames", config.frames().length())
        .with("clipStride", config.frames().stride())
        .with("pixels", config.pixels())
        .with("descent", config.descent().title())
        .with("steps", training.stepsDone())
        .with("views", "10 clips, centre, mean of softmax")
        .with(Score.COMMIT, Provenance.currentCommit());
  }

  /** The share of test videos whose class is among the first {@code k}, with its card. */
  public Score top(int k) {
    return new Score("top" + k, scores.top(k), card);
  }
}
