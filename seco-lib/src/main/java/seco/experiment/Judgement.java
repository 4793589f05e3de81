package seco.experiment;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import seco.Paper;
import seco.lab.LabTruth;
import seco.lab.SceneKind;
import seco.probe.Accuracy;
import seco.probe.CrossValidation;
import seco.probe.FeatureSet;
import seco.probe.LinearSvm;
import seco.probe.NearestNeighbours;
import seco.run.Card;
import seco.run.Score;
import seco.video.FrameStore;

/** What is measured of one frozen network. */
@Paper(section = "Action Recognition and Untrimmed Activity Recognition")
final class Judgement {
  private static final int NEIGHBOURS = 5;
  private static final double TOLERANCE = 1e-4;

  /** The network's features of single frames, rows named {@code path#frame}. */
  @FunctionalInterface
  interface Features {
    FeatureSet of(FrameStore store) throws IOException, InterruptedException;
  }

  private final AblationData data;
  private final Features features;
  private final Card card;

  /**
   * @param card of network, videos and frames
   */
  Judgement(AblationData data, Features features, Card card) {
    this.data = data;
    this.features = features;
    this.card = card;
  }

  /** All numbers. */
  List<Score> measure() throws IOException, InterruptedException {
    FeatureSet trainFrames = features.of(data.train());
    FeatureSet testFrames = features.of(data.test());
    FeatureSet train = trainFrames.perVideo();
    FeatureSet test = testFrames.perVideo();
    List<Score> results = new ArrayList<>();
    LinearSvm.Model machine = new LinearSvm(1, TOLERANCE).train(train);
    int[] predictions = machine.predict(test);
    Card plain = svm(1.0, false);
    results.add(new Score("top1", Accuracy.top1(test.labels(), predictions), plain));
    results.add(
        new Score(
            "top1Normalised",
            normalised(train.normalised(), test.normalised()),
            svm(CrossValidation.named(), true)));
    int[] voted = new NearestNeighbours(train).classify(test, NEIGHBOURS);
    Card vote = rows().with("classifier", NEIGHBOURS + " nearest neighbours, majority");
    results.add(new Score("knn5", Accuracy.top1(test.labels(), voted), vote));
    if (data.truth() != null) {
      addScenes(results, test, predictions, data.truth());
      results.addAll(new FactorProbes(data.truth(), trainFrames, testFrames).measure(card));
    }
    if (data.swapped() != null) {
      FeatureSet swapped = features.of(data.swapped()).perVideo();
      double share = Accuracy.top1(swapped.labels(), machine.predict(swapped));
      Card other =
          plain
              .with("test", data.swapped().contentSha256())
              .with("testList", data.swapped().listSha256())
              .with("testScenes", "those of scene bias 0");
      results.add(new Score("swapped", share, other));
    }
    return results;
  }

  /** The accuracy of the linear SVM alone. */
  Score top1(String metric) throws IOException, InterruptedException {
    FeatureSet train = features.of(data.train()).perVideo();
    FeatureSet test = features.of(data.test()).perVideo();
    int[] predictions = new LinearSvm(1, TOLERANCE).train(train).predict(test);
    return new Score(metric, Accuracy.top1(test.labels(), predictions), svm(1.0, false));
  }

  private Card rows() {
    return card.with("rows", "videos");
  }

  private Card svm(Object c, boolean normalised) {
    return new LinearSvm(1, TOLERANCE).card(rows()).with("C", c).with("normalised", normalised);
  }

  private static double normalised(FeatureSet train, FeatureSet test) {
    double c = CrossValidation.run(train).best();
    return Accuracy.top1(test.labels(), new LinearSvm(c, TOLERANCE).train(train).predict(test));
  }

  /** Accuracy on the videos that are, and that are not, in their action's own scene. */
  private void addScenes(List<Score> results, FeatureSet test, int[] predictions, LabTruth truth) {
    IntPredicate own =
        i -> truth.video(test.names().get(i)).scene() == SceneKind.of(test.labels()[i]);
    Card plain = svm(1.0, false);
    accuracy(test.labels(), predictions, own)
        .ifPresent(
            value -> results.add(new Score("own", value, plain.with("testRows", "own scene"))));
    accuracy(test.labels(), predictions, own.negate())
        .ifPresent(
            value -> results.add(new Score("other", value, plain.with("testRows", "other scene"))));
  }

  private static OptionalDouble accuracy(int[] labels, int[] predictions, IntPredicate which) {
    return IntStream.range(0, labels.length)
        .filter(which)
        .mapToDouble(i -> labels[i] == predictions[i] ? 1 : 0)
        .average();
  }
}
