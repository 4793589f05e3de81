package seco.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import seco.InputException;
import seco.probe.Accuracy;
import seco.probe.ClipExtractor;
import seco.probe.ClipVariance;
import seco.probe.CrossValidation;
import seco.probe.FeatureCards;
import seco.probe.FeaturePair;
import seco.probe.FeatureSet;
import seco.probe.LinearSvm;
import seco.run.Card;
import seco.run.Progress;
import seco.run.Score;
import seco.video.FrameStore;

/**
 * What is measured of one frozen network for clips: a linear classifier and retrieval on the mean
 * features of ten clips of a video, how the clips spread, and, unless it learned a pretext task,
 * whether it knows their segments.
 */
public final class ClipJudgement {
  private static final double TOLERANCE = 1e-4;

  private final ClipNetwork network;
  private final FrameStore train;
  private final FrameStore test;
  private final List<Score> scores = new ArrayList<>();

  /**
   * @param train the gallery, and the classifier's examples
   * @param test the queries
   */
  public ClipJudgement(ClipNetwork network, FrameStore train, FrameStore test) {
    this.network = network;
    this.train = train;
    this.test = test;
  }

  /** What a card of these numbers says at least, before anything is measured. */
  Card wanted() {
    return network
        .shown()
        .card(network.card())
        .with("train", train.contentSha256())
        .with("test", test.contentSha256());
  }

  /**
   * All numbers.
   *
   * @throws InputException if the network or the classifier has learned from a test video
   */
  public List<Score> measure(Progress progress) throws IOException, InterruptedException {
    return measure(clips("", progress));
  }

  /**
   * The features of the ten clips of each video, rows named {@code path#clip}.
   *
   * @param name of the result
   * @throws InputException if the network or the classifier has learned from a test video
   */
  public FeaturePair clips(String name, Progress progress)
      throws IOException, InterruptedException {
    Card seen = network.card(train);
    Card held = network.card(test);
    FeatureCards.requireTest(seen, train.folder(), held, test.folder());
    ClipExtractor extractor = new ClipExtractor(network.encoder(), network.shown());
    long videos = train.size() + test.size();
    FeatureSet trainClips =
        extractor.clips(train, seen.fields(), (done, all) -> progress.at(done, videos));
    FeatureSet testClips =
        extractor.clips(
            test, held.fields(), (done, all) -> progress.at(train.size() + done, videos));
    return new FeaturePair(name, trainClips, testClips);
  }

  /**
   * The same, kept in a folder: taken from there where they are of this network and these videos.
   */
  public FeaturePair clips(String name, Path folder, Progress progress)
      throws IOException, InterruptedException {
    Path trainFile = folder.resolve("train.safetensors");
    Path testFile = folder.resolve("test.safetensors");
    if (Files.exists(trainFile) && Files.exists(testFile)) {
      FeatureSet trainClips = FeatureSet.read(trainFile);
      FeatureSet testClips = FeatureSet.read(testFile);
      if (isOf(trainClips, train) && isOf(testClips, test)) {
        return new FeaturePair(name, trainClips, testClips);
      }
    }
    FeaturePair taken = clips(name, progress);
    taken.train().write(trainFile);
    taken.test().write(testFile);
    return taken;
  }

  private boolean isOf(FeatureSet clips, FrameStore store) throws IOException {
    Card wanted = network.card(store).without(Set.of(Score.COMMIT));
    return clips.card().entrySet().containsAll(wanted.fields().entrySet());
  }

  /** All numbers, of clips that {@link #clips} gave. */
  public List<Score> measure(FeaturePair clips) throws IOException, InterruptedException {
    scores.clear();
    FeatureSet gallery = clips.train().perVideo();
    FeatureSet queries = clips.test().perVideo();
    classify(gallery, queries);
    scores.addAll(ClipRetrieval.scores(gallery, queries));
    spread(gallery, clips.test().normalised());
    if (network.config().flavour().isContrast()) { // else nothing has taught it segments
      rank(gallery, queries);
    }
    return List.copyOf(scores);
  }

  private void classify(FeatureSet gallery, FeatureSet queries) {
    Card card = FeatureCards.ofResult(gallery, queries);
    LinearSvm plain = new LinearSvm(1, TOLERANCE);
    scores.add(new Score("top1", top1(plain, gallery, queries), plain.card(card)));
    FeatureSet unitGallery = gallery.normalised();
    FeatureSet unitQueries = queries.normalised();
    LinearSvm chosen = new LinearSvm(CrossValidation.run(unitGallery).best(), TOLERANCE);
    Card how =
        chosen
            .card(FeatureCards.ofResult(unitGallery, unitQueries))
            .with("C", CrossValidation.named());
    scores.add(new Score("top1Normalised", top1(chosen, unitGallery, unitQueries), how));
  }

  private static double top1(LinearSvm machine, FeatureSet gallery, FeatureSet queries) {
    return Accuracy.top1(queries.labels(), machine.train(gallery).predict(queries));
  }

  private void spread(FeatureSet gallery, FeatureSet testClips) {
    ClipVariance variance = ClipVariance.of(testClips);
    Card card = FeatureCards.ofResult(gallery, testClips).with("rows", "clips of test videos");
    scores.add(new Score("withinVideo", variance.within(), card));
    scores.add(new Score("betweenVideos", variance.between(), card));
    scores.add(new Score("withinShare", variance.withinShare(), card));
  }

  private void rank(FeatureSet gallery, FeatureSet queries)
      throws IOException, InterruptedException {
    SegmentRanking ranking = SegmentRanking.of(network.encoder(), network.config(), test);
    Card card =
        FeatureCards.ofResult(gallery, queries)
            .with("rows", "a clip of each test video, augmented as in training")
            .with("clipsPerVideo", 1)
            .with("segments", network.config().segments())
            .with("testRows", ranking.clips());
    scores.add(
        new Score("shuffleRankSwapped", ranking.swapped(), card.with("shuffle", "all moved")));
    scores.add(
        new Score("shuffleRankIdentity", ranking.identity(), card.with("shuffle", "none moved")));
  }
}
