package seco.finetune;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.LinkedHashMap;
import java.util.Map;
import seco.checkpoint.NotFiniteException;
import seco.dataset.Normalisation;
import seco.dataset.SegmentBatch;
import seco.model.PublishedNames;
import seco.tensor.Gradients;
import seco.tensor.NamedArrays;
import seco.tensor.Sgd;

/** What learns: the classifier of clips with its trunk, and the optimiser. */
final class ClipTuner implements LabelLearner {
  private static final String NETWORK = "encoder.";

  private final NDManager manager;
  private final ClipTuningConfig config;
  private final ClipClassifier classifier;
  private final Sgd optimizer;
  private final Normalisation normalisation;

  /** A learner at its start, everything drawn from the settings' seed. */
  ClipTuner(NDManager parent, ClipTuningConfig config) {
    this.config = config;
    manager = parent.newSubManager();
    classifier = new ClipClassifier(manager, config);
    normalisation = new Normalisation(manager, config.pixels());
    ClipDescentConfig descent = config.descent();
    optimizer = new Sgd(manager, classifier.trainable(), descent.momentum(), descent.weightDecay());
  }

  ClipClassifier classifier() {
    return classifier;
  }

  @Override
  public FineTuningStep step(long step, long epoch, SegmentBatch batch) {
    Gradients.off();
    double rate = config.descent().rate(epoch);
    NamedArrays statistics = classifier.arrays().only(PublishedNames::isStatistic);
    try (NDManager scope = manager.newSubManager()) {
      NamedArrays before = statistics.copy(scope);
      try {
        NDArray images = batch.images(scope, normalisation, 0, batch.size());
        int[] labels = batch.labels(0, batch.size());
        NDArray clips = ClipClassifier.clips(images, config.frames().length());
        NDArray scores = Gradients.recorded(() -> classifier.scores(clips, true)); // (N, C)
        NDArray targets = targets(scope, labels);
        NDArray loss = Gradients.recorded(() -> scores.logSoftmax(1).mul(targets).sum().neg());
        Gradients.backward(loss, loss.onesLike());
        double norm = optimizer.gradientNorm();
        NotFiniteException.require(loss.getFloat(), norm);
        double top1 = new VideoScores(scores.toFloatArray(), config.classes(), labels).top(1);
        FineTuningStep told = new FineTuningStep(step, epoch, rate, loss.getFloat(), top1, norm);
        optimizer.step(rate);
        return told;
      } catch (RuntimeException | Error e) {
        statistics.copyFrom(before);
        classifier.trainable().forEach((name, weight) -> Gradients.zero(weight));
        throw e;
      }
    }
  }

  /** A share of the mean for each video's class: (N, C). */
  private NDArray targets(NDManager scope, int[] labels) {
    float[] values = new float[labels.length * config.classes()];
    for (int i = 0; i < labels.length; i++) {
      values[i * config.classes() + labels[i]] = 1f / labels.length;
    }
    return scope.create(values, new Shape(labels.length, config.classes()));
  }

  @Override
  public void takeTrunk(NamedArrays network) {
    classifier.takeTrunk(network);
  }

  @Override
  public NamedArrays state() {
    Map<String, NDArray> state = new LinkedHashMap<>();
    classifier.arrays().forEach((name, array) -> state.put(NETWORK + name, array));
    optimizer.buffers().forEach((name, array) -> state.put("sgd." + name, array));
    return new NamedArrays(state);
  }

  @Override
  public void restore(NamedArrays state) {
    Gradients.off();
    state().copyFrom(state);
  }

  @Override
  public void close() {
    optimizer.close();
    classifier.close();
    manager.close();
  }
}
