package seco.pretrain;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import seco.checkpoint.NotFiniteException;
import seco.loss.CrossEntropy;
import seco.loss.Outcome;
import seco.model.DualVarEncoder;
import seco.model.PretextHead;
import seco.run.Columns;
import seco.run.Seeds;
import seco.tensor.Gradients;
import seco.tensor.NamedArrays;
import seco.tensor.Sgd;

/** What learns a {@link ClipPretext}: the encoder's trunk, a head of its own and the optimiser. */
final class ClipPretextLearner implements ClipTrainee {
  private final DualVarConfig config;
  private final ClipPretext pretext;
  private final NDManager manager;
  private final DualVarEncoder encoder;
  private final PretextHead head;
  private final Sgd optimizer;
  private final CrossEntropy loss = new CrossEntropy();

  /** A learner at its start, everything drawn from the settings' seed. */
  ClipPretextLearner(NDManager parent, DualVarConfig config, ClipPretext pretext) {
    Gradients.off();
    this.config = config;
    this.pretext = pretext;
    manager = parent.newSubManager();
    encoder = PretrainedDualVar.random(manager, config);
    head =
        PretextHead.create(
            manager,
            pretext.form(),
            pretext.together(),
            config.trunk().featureSize(),
            pretext.classes(),
            new Seeds(config.seed()).stream("pretext"));
    DualVarOptimization optimization = config.optimization();
    optimizer =
        new Sgd(
            manager,
            joined(encoder.trainable()),
            optimization.sgdMomentum(),
            optimization.weightDecay());
  }

  private NamedArrays joined(NamedArrays ofEncoder) {
    Map<String, NDArray> arrays = new LinkedHashMap<>();
    ofEncoder.forEach((name, array) -> arrays.put("encoder." + name, array));
    head.arrays().forEach((name, array) -> arrays.put("pretext." + name, array));
    return new NamedArrays(arrays);
  }

  @Override
  public Columns<DualVarStep> columns() {
    return DualVarStep.OF_PRETEXT;
  }

  @Override
  public DualVarStep step(long step, List<NDArray> clips, double rate) {
    Gradients.off();
    try (RunningStatistics before = new RunningStatistics(manager, encoder.arrays());
        NDManager scope = manager.newSubManager()) {
      try {
        List<NDArray> views = clips.stream().map(view -> DualVarLearner.view(scope, view)).toList();
        Outcome outcome = learn(views, step);
        double total = outcome.loss().getFloat();
        double norm = optimizer.gradientNorm();
        NotFiniteException.require(total, norm);
        optimizer.step(rate);
        return DualVarStep.ofPretext(step, rate, total, outcome.accuracy().getFloat(), norm);
      } catch (RuntimeException | Error e) {
        before.putBack();
        encoder.trainable().forEach((name, weight) -> Gradients.zero(weight));
        head.arrays().forEach((name, weight) -> Gradients.zero(weight));
        throw e;
      }
    }
  }

  private Outcome learn(List<NDArray> views, long step) {
    ClipPretext.Question question = pretext.ask(views, new Seeds(config.seed()), step);
    Outcome outcome =
        Gradients.recorded(
            () -> {
              NDArray features = encoder.features(question.clips(), true); // (M V, D)
              return loss.evaluate(head.logits(features), question.answers());
            });
    NDArray total = outcome.loss();
    Gradients.backward(total, total.getManager().ones(total.getShape(), total.getDataType()));
    return outcome;
  }

  @Override
  public void begin(NamedArrays weights) {
    Gradients.off();
    encoder.arrays().only(weights.names()::contains).copyFrom(weights);
  }

  @Override
  public NamedArrays state() {
    Map<String, NDArray> state = new LinkedHashMap<>();
    joined(encoder.arrays()).forEach((name, array) -> state.put(name, array));
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
  public DualVarConfig config() {
    return config;
  }

  @Override
  public DualVarEncoder online() {
    return encoder;
  }

  @Override
  public void close() {
    optimizer.close();
    head.close();
    encoder.close();
    manager.close();
  }
}
