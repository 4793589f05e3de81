package seco.lab;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import seco.probe.Accuracy;
import seco.probe.CrossValidation;
import seco.probe.FeatureSet;
import seco.probe.LinearSvm;
import seco.video.Frame;
import seco.video.Pictures;

/**
 * What tells the action in the lab, and what does not. With free scenes it must be the pose alone:
 * simple statistics stay at chance, raw pixels and random features well below the network that was
 * trained with labels.
 */
@Tag("slow")
class LabControlsTest {
  private static final int VIDEOS = 400;
  private static final int FRAMES = 8;
  private static final int TRAIN_FRAMES = 24;
  private static final int SUPERVISED_STEPS = 300;

  /** Half the width of the 99 % interval of chance, 0.1, over the test videos. */
  private static final double INTERVAL = 2.576 * Math.sqrt(0.1 * 0.9 / VIDEOS);

  private static LabSample train;
  private static LabSample test;
  private static SupervisedGate network;

  @BeforeAll
  static void shoot() throws IOException {
    LabConfig free = LabConfig.standard().withSceneBias(0);
    train = LabSample.of(free, 1, LabSplit.TRAIN, VIDEOS, TRAIN_FRAMES);
    test = LabSample.of(free, 1, LabSplit.TEST, VIDEOS, FRAMES);
    network = new SupervisedGate(1);
  }

  @AfterAll
  static void close() {
    network.close();
  }

  @Test
  void meanColour_tellsNothing() {
    assertChance("mean colour", standardised(sample -> v -> thumbnails(sample, v, 64, 64, 1)));
  }

  @Test
  void corner_tellsNothing() {
    assertChance("corner", standardised(sample -> v -> thumbnails(sample, v, 8, 8, 4)));
  }

  @Test
  void drawnSize_tellsNothing() {
    assertChance(
        "drawn size", standardised(sample -> v -> new float[] {(float) sample.sizes()[v]}));
  }

  @Test
  void rawPixels_tellAtMostHalf() {
    double top1 = accuracy(unit(sample -> v -> thumbnails(sample, v, 64, 64, 16)));
    System.out.printf("16 x 16 raw pixels: %.3f%n", top1);
    assertTrue(top1 <= 0.5, "16 x 16 raw pixels: " + top1);
  }

  /** First of all tests of the network in a run would train it; so both stand in one test. */
  @Test
  void actions_areSeenByATrainedNetworkAndHardlyByARandomOne() {
    double random = accuracy(unit(sample -> v -> network.features(sample, v)));
    network.train(train, SUPERVISED_STEPS);
    double supervised = network.accuracy(test);
    System.out.printf("random features: %.3f, supervised: %.3f%n", random, supervised);
    assertTrue(random <= 0.45, "random features: " + random);
    assertTrue(supervised >= 0.8, "supervised: " + supervised);
  }

  private static void assertChance(String what, List<FeatureSet> sets) {
    double top1 = accuracy(sets);
    System.out.printf("%s: %.3f%n", what, top1);
    assertTrue(
        Math.abs(top1 - 0.1) <= INTERVAL, what + ": " + top1 + ", chance is 0.1 +- " + INTERVAL);
  }

  /** A linear SVM on the training videos, C by cross-validation, judged on the test videos. */
  private static double accuracy(List<FeatureSet> sets) {
    double c = CrossValidation.run(sets.get(0), 5, 1).best();
    LinearSvm.Model model = new LinearSvm(c, 1e-4).train(sets.get(0));
    return Accuracy.top1(test.labels(), model.predict(sets.get(1)));
  }

  /** What a statistic gives for each video of a sample. */
  private interface Statistic {
    IntFunction<float[]> of(LabSample sample);
  }

  /** The left upper corner of a video's frames, shrunk to a few pixels, mean over the frames. */
  private static float[] thumbnails(LabSample sample, int video, int width, int height, int edge) {
    float[] mean = new float[3 * edge * edge];
    for (Frame frame : sample.uniform(video, FRAMES)) {
      byte[] corner = new byte[3 * width * height];
      for (int y = 0; y < height; y++) {
        System.arraycopy(frame.rgb(), 3 * y * frame.width(), corner, 3 * y * width, 3 * width);
      }
      byte[] rgb = Pictures.resize(new Frame(width, height, corner), edge, edge).rgb();
      for (int i = 0; i < mean.length; i++) {
        mean[i] += (rgb[i] & 0xFF) / (255f * FRAMES);
      }
    }
    return mean;
  }

  private static List<FeatureSet> unit(Statistic statistic) {
    return List.of(features(train, statistic).normalised(), features(test, statistic).normalised());
  }

  /** Each number of mean 0 and deviation 1 on the training videos, and a constant as bias. */
  private static List<FeatureSet> standardised(Statistic statistic) {
    FeatureSet raw = features(train, statistic);
    int dimension = raw.dimension();
    double[] mean = new double[dimension];
    double[] square = new double[dimension];
    for (int i = 0; i < raw.values().length; i++) {
      mean[i % dimension] += raw.values()[i] / (double) raw.size();
      square[i % dimension] += raw.values()[i] * (double) raw.values()[i] / raw.size();
    }
    List<FeatureSet> sets = new ArrayList<>();
    for (FeatureSet set : List.of(raw, features(test, statistic))) {
      float[] values = new float[set.size() * (dimension + 1)];
      for (int row = 0; row < set.size(); row++) {
        for (int i = 0; i < dimension; i++) {
          double deviation = Math.sqrt(Math.max(1e-12, square[i] - mean[i] * mean[i]));
          double value = set.values()[row * dimension + i];
          values[row * (dimension + 1) + i] = (float) ((value - mean[i]) / deviation);
        }
        values[row * (dimension + 1) + dimension] = 1;
      }
      sets.add(new FeatureSet(values, dimension + 1, set.labels(), set.names(), set.card()));
    }
    return sets;
  }

  private static FeatureSet features(LabSample sample, Statistic statistic) {
    IntFunction<float[]> of = statistic.of(sample);
    int dimension = of.apply(0).length;
    float[] values = new float[sample.size() * dimension];
    List<String> names = new ArrayList<>();
    for (int video = 0; video < sample.size(); video++) {
      System.arraycopy(of.apply(video), 0, values, video * dimension, dimension);
      names.add("video " + video);
    }
    return new FeatureSet(values, dimension, sample.labels(), names, Map.of());
  }
}
