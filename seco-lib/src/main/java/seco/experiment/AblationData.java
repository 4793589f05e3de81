package seco.experiment;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import seco.lab.LabTruth;
import seco.probe.FeatureCards;
import seco.run.Card;
import seco.video.FrameStore;

/**
 * The videos of an ablation. The caller closes the stores.
 *
 * @param stills one frame each, on which the start is trained
 * @param train on which the supervisions and the linear classifier are trained
 * @param test on which the classifier is judged
 * @param truth the known factors of lab videos; null for real ones
 * @param swapped the test videos of the lab before scenes that tell nothing; null where there are
 *     none
 * @param card which they are
 */
public record AblationData(
    FrameStore stills,
    FrameStore train,
    FrameStore test,
    @Nullable LabTruth truth,
    @Nullable FrameStore swapped,
    Card card) {
  /**
   * Lab videos.
   *
   * @param unbiased the data set of the same seed with scene bias 0; null leaves the comparison out
   */
  public static AblationData of(LabData lab, @Nullable LabData unbiased) {
    return new AblationData(
        lab.stills(),
        lab.train(),
        lab.test(),
        lab.truth(),
        unbiased == null ? null : unbiased.test(),
        Card.EMPTY
            .with("data", "video lab, scene bias " + lab.dataset().config().sceneBias())
            .with(card(lab.train(), lab.test())));
  }

  /**
   * Real videos, of which nothing is known but the label.
   *
   * @throws seco.InputException if the test videos are trained on: the same, or of parts of a data
   *     set that overlap
   */
  public static AblationData of(FrameStore stills, FrameStore train, FrameStore test)
      throws IOException {
    Card seen = FeatureCards.ofVideos(train);
    Card held = FeatureCards.ofVideos(test);
    FeatureCards.requireTest(seen, train.folder(), held, test.folder());
    Card part = held.without(Set.of("store", "list", "videos"));
    return new AblationData(stills, train, test, null, null, part.with(card(train, test)));
  }

  private static Card card(FrameStore train, FrameStore test) {
    return Card.EMPTY
        .with("train", train.contentSha256())
        .with("trainList", train.listSha256())
        .with("trainRows", train.size())
        .with("test", test.contentSha256())
        .with("testList", test.listSha256())
        .with("testRows", test.size());
  }

  /** A folder's name for the work on these data. */
  Path workUnder(Path folder) {
    return folder.resolve(train.contentSha256().substring(0, 12));
  }
}
