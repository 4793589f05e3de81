package seco.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import seco.lab.FrameTruth;
import seco.lab.LabTruth;
import seco.probe.Accuracy;
import seco.probe.FeatureSet;
import seco.probe.LinearSvm;
import seco.probe.RidgeProbe;
import seco.run.Card;
import seco.run.Score;

/**
 * What a linear probe reads about factors that the lab knows, what a supervision keeps and what it
 * drops: from features of single frames, and of two neighbouring frames about time.
 */
public final class FactorProbes {
  private static final double TOLERANCE = 1e-3;
  private static final String ROWS = "rows";
  private static final String FRAMES = "frames";
  private static final String PAIRS = "neighbouring frames, later minus earlier";

  private final LabTruth truth;
  private final FeatureSet train;
  private final FeatureSet test;

  /**
   * @param train features of single frames, rows named {@code path#frame}
   * @param test likewise
   */
  public FactorProbes(LabTruth truth, FeatureSet train, FeatureSet test) {
    this.truth = truth;
    this.train = train.normalised();
    this.test = test.normalised();
  }

  /** The names of all factors, in the order of {@link #measure}. */
  static final List<String> NAMES =
      List.of(
          "actionPerFrame",
          "sceneTop1",
          "progressR2",
          "positionR2",
          "hueR2",
          "arrowTop1",
          "paceR2");

  /**
   * All factors: accuracies of the action and the scene, R2 of progress, position and hue; of two
   * neighbouring frames between which the action goes on, the accuracy of which is the earlier one
   * (chance is a half) and the R2 of the pace, progress per frame.
   *
   * @param card of network, videos and frames
   */
  List<Score> measure(Card card) {
    Card svm = new LinearSvm(1, TOLERANCE).card(card).with("normalised", true);
    Card ridge = card.with("probe", "ridge regression").with("normalised", true);
    List<Score> scores = new ArrayList<>();
    scores.add(
        new Score("actionPerFrame", accuracy(name -> video(name).label()), svm.with(ROWS, FRAMES)));
    scores.add(
        new Score(
            "sceneTop1", accuracy(name -> video(name).scene().ordinal()), svm.with(ROWS, FRAMES)));
    Card regression = ridge.with(ROWS, FRAMES);
    scores.add(new Score("progressR2", r2(name -> frame(name).progress()), regression));
    scores.add(new Score("positionR2", r2(this::middleX, this::middleY), regression));
    scores.add(
        new Score(
            "hueR2", r2(name -> Math.cos(hue(name)), name -> Math.sin(hue(name))), regression));
    FramePairs trainPairs = FramePairs.of(train, this::goesOn);
    FramePairs testPairs = FramePairs.of(test, this::goesOn);
    scores.add(new Score("arrowTop1", arrow(trainPairs, testPairs), svm.with(ROWS, PAIRS)));
    scores.add(new Score("paceR2", pace(trainPairs, testPairs), ridge.with(ROWS, PAIRS)));
    return scores;
  }

  private boolean goesOn(String earlier, String later) {
    return frame(later).progress() > frame(earlier).progress();
  }

  private static double arrow(FramePairs train, FramePairs test) {
    FeatureSet shown = test.everySecondBackwards().normalised();
    LinearSvm.Model machine =
        new LinearSvm(1, TOLERANCE).train(train.everySecondBackwards().normalised());
    return Accuracy.top1(shown.labels(), machine.predict(shown));
  }

  private double pace(FramePairs train, FramePairs test) {
    return RidgeProbe.fit(train.differences(), paces(train)).r2(test.differences(), paces(test));
  }

  /** Progress per frame of each pair (P, 1). */
  private double[][] paces(FramePairs pairs) {
    List<String> earlier = pairs.differences().names();
    double[][] paces = new double[earlier.size()][1];
    for (int i = 0; i < paces.length; i++) {
      String from = earlier.get(i);
      String to = pairs.later(i);
      paces[i][0] =
          (frame(to).progress() - frame(from).progress())
              / (FeatureSet.frameOf(to) - FeatureSet.frameOf(from));
    }
    return paces;
  }

  private double accuracy(ToIntFunction<String> factor) {
    int[] seen = train.names().stream().mapToInt(factor).distinct().sorted().toArray();
    FeatureSet fit = train.withLabels(places(train, factor, seen));
    int[] predictions = new LinearSvm(1, TOLERANCE).train(fit).predict(test);
    return Accuracy.top1(places(test, factor, seen), predictions);
  }

  /** Each row's value as its place among the values seen in training; unseen ones are negative. */
  private static int[] places(FeatureSet rows, ToIntFunction<String> factor, int[] seen) {
    return rows.names().stream()
        .mapToInt(name -> Arrays.binarySearch(seen, factor.applyAsInt(name)))
        .toArray();
  }

  @SafeVarargs
  private double r2(ToDoubleFunction<String>... factors) {
    return RidgeProbe.fit(train, targets(train, factors)).r2(test, targets(test, factors));
  }

  @SafeVarargs
  private static double[][] targets(FeatureSet rows, ToDoubleFunction<String>... factors) {
    double[][] targets = new double[rows.size()][factors.length];
    for (int i = 0; i < targets.length; i++) {
      for (int k = 0; k < factors.length; k++) {
        targets[i][k] = factors[k].applyAsDouble(rows.names().get(i));
      }
    }
    return targets;
  }

  private LabTruth.Video video(String name) {
    return truth.video(FeatureSet.videoOf(name));
  }

  private FrameTruth frame(String name) {
    return video(name).frames().get(FeatureSet.frameOf(name));
  }

  private double middleX(String name) {
    return frame(name).x() + frame(name).width() / 2;
  }

  private double middleY(String name) {
    return frame(name).y() + frame(name).height() / 2;
  }

  private double hue(String name) {
    return 2 * Math.PI * frame(name).shirtHue();
  }
}
