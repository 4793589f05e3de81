package seco.bench;

import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.random.RandomGenerator;
import seco.InputException;
import seco.probe.FeatureSet;
import seco.probe.LinearSvm;
import seco.run.Progress;
import seco.run.Seeds;

/**
 * The linear SVM on made features: a Gaussian cloud of deviation 1 around the centre of each class,
 * the centres themselves of deviation 0.12.
 *
 * @param samples rows, of all classes in turn
 * @param dimension of a feature
 * @param cost weight of the losses, C
 * @param tolerance relative gradient at which it is done
 * @param normalise whether each feature is divided by its norm
 */
public record SvmTraining(
    int samples, int dimension, int classes, double cost, double tolerance, boolean normalise)
    implements Stage {
  private static final double SPREAD = 0.12;

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
        .with("normalise", normalise)
        .asMap();
  }

  @Override
  public Measurement measure(Rounds rounds, Progress progress) throws IOException {
    FeatureSet features = features();
    LinearSvm machine = new LinearSvm(cost, tolerance);
    double[] objective = new double[1];
    Timings timings =
        rounds.time(round -> objective[0] = objective(machine.train(features)), progress);
    return Measurement.of(timings)
        .with("seconds", timings.median())
        .with("objective", objective[0]);
  }

  private static double objective(LinearSvm.Model model) {
    return Arrays.stream(model.objective()).sum();
  }

  private FeatureSet features() {
    RandomGenerator random = new Seeds(0).stream("features");
    double[] centres = new double[classes * dimension];
    Arrays.setAll(centres, i -> SPREAD * random.nextGaussian());
    float[] values = new float[samples * dimension];
    int[] labels = new int[samples];
    for (int row = 0; row < samples; row++) {
      labels[row] = row % classes;
      for (int i = 0; i < dimension; i++) {
        double centre = centres[labels[row] * dimension + i];
        values[row * dimension + i] = (float) (centre + random.nextGaussian());
      }
    }
    FeatureSet features =
        new FeatureSet(values, dimension, labels, Collections.nCopies(samples, ""), Map.of());
    return normalise ? features.normalised() : features;
  }
}
