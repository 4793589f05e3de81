package seco.pretrain;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.LinkedHashMap;
import java.util.Map;
import seco.checkpoint.NotFiniteException;
import seco.contrast.Replicas;
import seco.dataset.SequenceBatch;
import seco.loss.CrossEntropy;
import seco.loss.Outcome;
import seco.model.PretextHead;
import seco.model.SecoEncoder;
import seco.model.TrunkPass;
import seco.run.Seeds;
import seco.tensor.Gradients;
import seco.tensor.NamedArrays;
import seco.tensor.Sgd;

/** What learns a {@link Pretext}: the encoder's trunk, a head of its own and the optimiser. */
final class PretextLearner implements Trainee {
  private final PretrainConfig config;
  private final Pretext pretext;
  private final NDManager manager;
  private final SecoEncoder encoder;
  private final Replicas replicas;
  private final PretextHead head;
  private final Sgd optimizer;
  private final CrossEntropy loss = new CrossEntropy();

  private PretextLearner(
      NDManager manager,
      PretrainConfig config,
      Pretext pretext,
      SecoEncoder encoder,
      PretextHead head) {
    this.manager = manager;
    this.config = config;
    this.pretext = pretext;
    this.encoder = encoder;
    this.head = head;
    encoder.carryOutBy(config.execution().compiler().orElse(null));
    ContrastConfig contrast = config.contrast();
    replicas = new Replicas(manager, encoder, contrast.replicas(), contrast.statistics());
    OptimizationConfig optimization = config.optimization();
    optimizer =
        new Sgd(
            manager,
            joined("encoder.", encoder.trainable()),
            optimization.sgdMomentum(),
            optimization.weightDecay(),
            config.execution().updates(manager));
  }

  static PretextLearner create(
      NDManager parent, PretrainConfig config, Pretext pretext, int labels) {
    Gradients.off();
    Seeds seeds = new Seeds(config.seed());
    int classes = pretext.classes(labels);
    NDManager manager = parent.newSubManager();
    EncoderConfig network = config.encoder();
    SecoEncoder encoder =
        SecoEncoder.create(manager, network.trunk(), network.heads(), seeds.stream("encoder"));
    PretextHead head =
        PretextHead.create(
            manager,
            pretext.form(),
            pretext.frames(),
            network.trunk().featureSize(),
            classes,
            seeds.stream("pretext"));
    return new PretextLearner(manager, config, pretext, encoder, head);
  }

  private NamedArrays joined(String prefix, NamedArrays ofEncoder) {
    Map<String, NDArray> arrays = new LinkedHashMap<>();
    ofEncoder.forEach((name, array) -> arrays.put(prefix + name, array));
    head.arrays().forEach((name, array) -> arrays.put("pretext." + name, array));
    return new NamedArrays(arrays);
  }

  @Override
  public Step step(long step, SequenceBatch batch, double rate) {
    Gradients.off();
    Sums sums = new Sums();
    double norm;
    try (RunningStatistics before = new RunningStatistics(manager, encoder.arrays());
        NDManager scope = manager.newSubManager()) {
      try {
        learn(scope, batch, sums);
        norm = optimizer.gradientNorm();
        NotFiniteException.require(sums.loss, norm);
      } catch (RuntimeException | Error e) {
        before.putBack();
        encoder.trainable().forEach((name, weight) -> Gradients.zero(weight));
        head.arrays().forEach((name, weight) -> Gradients.zero(weight));
        throw e;
      }
      optimizer.step(rate);
    }
    return Step.ofPretext(step, rate, sums.loss, sums.right, norm);
  }

  /** The numbers of a step, added up over the parts of its batch. */
  private static final class Sums {
    private double loss;
    private double right;
  }

  private void learn(NDManager scope, SequenceBatch batch, Sums sums) {
    NDArray asked = batch.queryFirst(); // (N)
    long shown = batch.query().getShape().get(0) / asked.getShape().get(0);
    int parts = config.execution().accumulation();
    long rows = asked.getShape().get(0) / parts;
    replicas.begin();
    for (int part = 0; part < parts; part++) {
      try (NDManager inner = scope.newSubManager()) {
        long from = part * rows;
        NDArray patches =
            BatchShare.rows(inner, batch.query(), from * shown, (from + rows) * shown);
        NDArray answers = BatchShare.rows(inner, asked, from, from + rows);
        int first = part * replicas.count() / parts;
        int next = (part + 1) * replicas.count() / parts;
        NDArray images = pretext.input(patches);
        if (images != patches) {
          images.attach(inner);
        }
        TrunkPass pass = replicas.pass(images, first, next, config.execution().recompute());
        learn(inner, pass, answers, 1.0 / parts, sums);
      }
    }
    replicas.settle();
  }

  private void learn(NDManager scope, TrunkPass pass, NDArray asked, double share, Sums sums) {
    NDArray features = Gradients.leaf(pass.features()); // (M V, D)
    NDArray answers = pretext.answers(asked);
    if (answers != asked) {
      answers.attach(scope);
    }
    Outcome outcome = Gradients.recorded(() -> loss.evaluate(head.logits(features), answers));
    sums.loss += share * outcome.loss().getFloat();
    sums.right += share * outcome.accuracy().getFloat();
    NDArray weight = scope.zeros(outcome.loss().getShape()).addi(share);
    Gradients.backward(outcome.loss(), weight);
    NDArray gradient =
        Gradients.of(features)
            .orElseThrow(() -> new IllegalStateException("the task has no gradient"));
    pass.backward(gradient);
  }

  @Override
  public void begin(NamedArrays weights) {
    encoder.arrays().only(weights.names()::contains).copyFrom(weights);
  }

  @Override
  public NamedArrays state() {
    Map<String, NDArray> state = new LinkedHashMap<>();
    joined("encoder.", encoder.arrays()).forEach((name, array) -> state.put(name, array));
    optimizer.buffers().forEach((name, array) -> state.put("sgd." + name, array));
    return new NamedArrays(state);
  }

  @Override
  public long memoryPosition() {
    return 0;
  }

  @Override
  public void restore(NamedArrays state, int memoryPosition) {
    Gradients.off();
    state().copyFrom(state);
  }

  @Override
  public PretrainConfig config() {
    return config;
  }

  @Override
  public long networkBytes() {
    return encoder.arrays().bytes();
  }

  @Override
  public void close() {
    replicas.close();
    head.close();
    encoder.close();
    manager.close();
  }
}
