package seco.bench;

import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.random.RandomGenerator;
import seco.InputException;
import seco.probe.Accuracy;
import seco.probe.FeatureSet;
import seco.probe.LinearSvm;
import seco.run.Progress;
import seco.run.Seeds;

/**
 * The linear SVM on made features: a Gaussian cloud of deviation 1 around the centre of each class,
 * the centres themselves of deviation 0.12. Rectified ones are as networks give them: nothing below
 * 0, 0.4 in the mean.
 *
 * @param samples rows, of all classes in turn
 * @param dimension of a feature
 * @param cost weight of the losses, C
 * @param tolerance relative gradient at which it is done
 * @param spread deviation of the centres
 * @param rectified whether numbers below 0 become 0
 * @param normalise whether each feature is divided by its norm
 */
public record SvmTraining(
    int samples,
    int dimension,
    int classes,
    double cost,
    double tolerance,
    double spread,
    boolean rectified,
    boolean normalise)
    implements Stage {
  private static final int JUDGED = 2000;

  public SvmTraining {
    if (classes < 2 || samples < classes || dimension < 1) {
      throw new InputException(
          "%d samples of %d classes, dimension %d: needs a sample of each of at least 2 classes"
              .formatted(samples, classes, dimension));
    }
    if ((long) samples * Math.max(dimension, classes) > Integer.MAX_VALUE / 2) {
      throw new InputException(
          samples + " samples of dimension " + dimension + ": too many numbers for one array");
    }
    if (!(spread >= 0 && Double.isFinite(spread))) {
      throw new InputException("spread " + spread + ": must be at least 0");
    }
    var unused = new LinearSvm(cost, tolerance); // refuses what is out of range
  }

  @Override
  public String name() {
    return "svm";
  }

  @Override
  public Map<String, Object> settings() {
    return new Sizes()
        .with("samples", samples)
        .with("dim", dimension)
        .with("classes", classes)
        .with("cost", cost)
        .with("tolerance", tolerance)
        .with("spread", spread)
        .with("rectified", rectified)
        .with("normalise", normalise)
        .asMap();
  }

  @Override
  public Measurement measure(Rounds rounds, Progress progress) throws IOException {
    double[] centres = centres();
    FeatureSet features = features(centres, samples, "samples");
    LinearSvm machine = new LinearSvm(cost, tolerance);
    LinearSvm.Model[] model = new LinearSvm.Model[1];
    Timings timings = rounds.time(round -> model[0] = machine.train(features), progress);
    FeatureSet others = features(centres, JUDGED, "others");
    return Measurement.of(timings)
        .with("seconds", timings.median())
        .with("cpu_seconds", timings.processorSeconds() / timings.rounds())
        .with("objective", Arrays.stream(model[0].objective()).sum())
        .with("solver_steps", model[0].steps())
        .with("relative_gradient", model[0].relativeGradient())
        .with("gap", model[0].gap())
        .with("top1", Accuracy.top1(others.labels(), model[0].predict(others)));
  }

  private double[] centres() {
    RandomGenerator random = new Seeds(0).stream("centres");
    double[] centres = new double[classes * dimension];
    Arrays.setAll(centres, i -> spread * random.nextGaussian());
    return centres;
  }

  private FeatureSet features(double[] centres, int count, String stream) {
    RandomGenerator random = new Seeds(0).stream(stream);
    float[] values = new float[count * dimension];
    int[] labels = new int[count];
    for (int row = 0; row < count; row++) {
      labels[row] = row % classes;
      for (int i = 0; i < dimension; i++) {
        double value = centres[labels[row] * dimension + i] + random.nextGaussian();
        values[row * dimension + i] = (float) (rectified ? Math.max(0, value) : value);
      }
    }
    FeatureSet features =
        new FeatureSet(values, dimension, labels, Collections.nCopies(count, ""), Map.of());
    return normalise ? features.normalised() : features;
  }
}
