package seco.finetune;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import seco.checkpoint.NotFiniteException;
import seco.compile.FusedUpdates;
import seco.dataset.Normalisation;
import seco.dataset.SegmentBatch;
import seco.model.PublishedNames;
import seco.run.Seeds;
import seco.tensor.Gradients;
import seco.tensor.NamedArrays;
import seco.tensor.Sgd;
import seco.tensor.SingleUpdates;
import seco.tensor.Updates;

/** What learns: the classifier with its trunk, and the optimiser. */
final class FineTuner implements LabelLearner {
  private final NDManager manager;
  private final FineTuningConfig config;
  private final TsnClassifier classifier;
  private final Sgd optimizer;
  private final Normalisation normalisation;

  /** A learner at its start, everything drawn from the settings' seed. */
  FineTuner(NDManager parent, FineTuningConfig config) {
    this.config = config;
    manager = parent.newSubManager();
    classifier = TsnClassifier.create(manager, config);
    classifier.learnAs(config);
    normalisation = new Normalisation(manager, config.frames().pixels());
    Updates updates = config.precision() == null ? new SingleUpdates() : new FusedUpdates(manager);
    DescentConfig descent = config.descent();
    optimizer =
        new Sgd(
            manager,
            classifier.trainable(),
            descent.momentum(),
            descent.weightDecay(),
            true,
            updates);
  }

  TsnClassifier classifier() {
    return classifier;
  }

  @Override
  public FineTuningStep step(long step, long epoch, SegmentBatch batch) {
    Gradients.off();
    double rate = config.descent().rate(epoch);
    NamedArrays statistics = classifier.arrays().only(PublishedNames::isStatistic);
    try (NDManager scope = manager.newSubManager()) {
      NamedArrays before = statistics.copy(scope);
      TsnClassifier.Outcome outcome;
      double norm;
      try {
        outcome = gradients(step, batch);
        norm = optimizer.clip(config.descent().largestNorm());
        NotFiniteException.require(outcome.loss(), norm);
      } catch (RuntimeException | Error e) {
        statistics.copyFrom(before);
        classifier.trainable().forEach((name, weight) -> Gradients.zero(weight));
        throw e;
      }
      optimizer.step(rate);
      double top1 = outcome.right() / (double) batch.size();
      return new FineTuningStep(step, epoch, rate, outcome.loss(), top1, norm);
    }
  }

  private TsnClassifier.Outcome gradients(long step, SegmentBatch batch) {
    int size = config.descent().batchSize();
    double loss = 0;
    int right = 0;
    for (int part = 0; part < config.descent().accumulation(); part++) {
      int from = part * size;
      try (NDManager scope = manager.newSubManager()) {
        NDArray images = batch.images(scope, normalisation, from, from + size);
        int[] labels = batch.labels(from, from + size);
        TsnClassifier.Outcome outcome =
            classifier.learn(images, labels, kept(scope, step, part), batch.size());
        loss += outcome.loss();
        right += outcome.right();
      }
    }
    return new TsnClassifier.Outcome(loss, right);
  }

  /** What dropout multiplies features (N, D) with: 0, or what makes up for the dropped ones. */
  private NDArray kept(NDManager scope, long step, int part) {
    RandomGenerator random = new Seeds(config.seed()).stream("dropout", step, part);
    double dropout = config.dropout();
    int size = config.descent().batchSize();
    int features = config.trunk().featureSize();
    float scale = (float) (1 / (1 - dropout));
    float[] values = new float[size * features];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextDouble() < dropout ? 0 : scale;
    }
    return scope.create(values, new Shape(size, features));
  }

  @Override
  public void takeTrunk(NamedArrays network) {
    classifier.takeTrunk(network);
  }

  @Override
  public NamedArrays state() {
    Map<String, NDArray> state = new LinkedHashMap<>();
    classifier.arrays().forEach((name, array) -> state.put(FineTunedNetwork.PREFIX + name, array));
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
