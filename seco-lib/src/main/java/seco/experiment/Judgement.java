package seco.experiment;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
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
import seco.video.FrameStore;

/** What is measured of one frozen network. */
@Paper(section = "Action Recognition and Untrimmed Activity Recognition")
final class Judgement {
  private static final int FOLDS = 5;
  private static final int NEIGHBOURS = 5;
  private static final double TOLERANCE = 1e-4;

  /** The network's features of single frames, rows named {@code path#frame}. */
  @FunctionalInterface
  interface Features {
    FeatureSet of(FrameStore store) throws IOException, InterruptedException;
  }

  private final AblationData data;
  private final Features features;

  Judgement(AblationData data, Features features) {
    this.data = data;
    this.features = features;
  }

  /** All numbers by name. */
  Map<String, Double> measure() throws IOException, InterruptedException {
    FeatureSet trainFrames = features.of(data.train());
    FeatureSet testFrames = features.of(data.test());
    FeatureSet train = trainFrames.perVideo();
    FeatureSet test = testFrames.perVideo();
    Map<String, Double> results = new LinkedHashMap<>();
    LinearSvm.Model machine = new LinearSvm(1, TOLERANCE).train(train);
    int[] predictions = machine.predict(test);
    results.put("top1", Accuracy.top1(test.labels(), predictions));
    results.put("top1Normalised", normalised(train.normalised(), test.normalised()));
    int[] voted = new NearestNeighbours(train).classify(test, NEIGHBOURS);
    results.put("knn5", Accuracy.top1(test.labels(), voted));
    if (data.truth() != null) {
      putScenes(results, test, predictions, data.truth());
      results.putAll(new FactorProbes(data.truth(), trainFrames, testFrames).measure());
    }
    if (data.swapped() != null) {
      FeatureSet swapped = features.of(data.swapped()).perVideo();
      results.put("swapped", Accuracy.top1(swapped.labels(), machine.predict(swapped)));
    }
    return results;
  }

  /** The accuracy of the linear SVM alone. */
  double top1() throws IOException, InterruptedException {
    FeatureSet train = features.of(data.train()).perVideo();
    FeatureSet test = features.of(data.test()).perVideo();
    return Accuracy.top1(test.labels(), new LinearSvm(1, TOLERANCE).train(train).predict(test));
  }

  private static double normalised(FeatureSet train, FeatureSet test) {
    double c = CrossValidation.run(train, FOLDS, 1).best();
    return Accuracy.top1(test.labels(), new LinearSvm(c, TOLERANCE).train(train).predict(test));
  }

  /** Accuracy on the videos that are, and that are not, in their action's own scene. */
  private static void putScenes(
      Map<String, Double> results, FeatureSet test, int[] predictions, LabTruth truth) {
    IntPredicate own =
        i -> truth.video(test.names().get(i)).scene() == SceneKind.of(test.labels()[i]);
    accuracy(test.labels(), predictions, own).ifPresent(value -> results.put("own", value));
    accuracy(test.labels(), predictions, own.negate())
        .ifPresent(value -> results.put("other", value));
  }

  private static OptionalDouble accuracy(int[] labels, int[] predictions, IntPredicate which) {
    return IntStream.range(0, labels.length)
        .filter(which)
        .mapToDouble(i -> labels[i] == predictions[i] ? 1 : 0)
        .average();
  }
}
