package seco.experiment;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import seco.lab.FrameTruth;
import seco.lab.LabTruth;
import seco.probe.Accuracy;
import seco.probe.FeatureSet;
import seco.probe.LinearSvm;
import seco.probe.RidgeProbe;
import seco.run.Card;

/**
 * What a linear probe reads from features of single frames about factors that the lab knows: what a
 * supervision keeps and what it drops.
 */
public final class FactorProbes {
  private static final double TOLERANCE = 1e-3;

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

  /** What is measured by an accuracy; the other factors by R2. */
  static final Set<String> ACCURACIES = Set.of("actionPerFrame", "sceneTop1");

  /** How an accuracy is measured. */
  static Card svm(Card card) {
    return new LinearSvm(1, TOLERANCE).card(card).with("normalised", true).with("rows", "frames");
  }

  /** How an R2 is measured. */
  static Card ridge(Card card) {
    return card.with("probe", "ridge regression").with("normalised", true).with("rows", "frames");
  }

  /**
   * All factors by name: accuracies of the action and the scene, R2 of progress, position and hue.
   */
  public Map<String, Double> measure() {
    Map<String, Double> results = new LinkedHashMap<>();
    results.put("actionPerFrame", accuracy(name -> video(name).label()));
    results.put("sceneTop1", accuracy(name -> video(name).scene().ordinal()));
    results.put("progressR2", r2(name -> frame(name).progress()));
    results.put("positionR2", r2(this::middleX, this::middleY));
    results.put("hueR2", r2(name -> Math.cos(hue(name)), name -> Math.sin(hue(name))));
    return results;
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
