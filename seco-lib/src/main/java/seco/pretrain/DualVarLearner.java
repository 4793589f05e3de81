package seco.pretrain;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import seco.checkpoint.NotFiniteException;
import seco.contrast.SegmentShuffle;
import seco.dataset.ClipTensors;
import seco.loss.DualVarObjective;
import seco.loss.DualVarObjective.View;
import seco.loss.DualVarTerms;
import seco.loss.ShuffleRankLoss;
import seco.model.ClipEmbeddings;
import seco.model.DualVarEncoder;
import seco.run.Columns;
import seco.run.Seeds;
import seco.tensor.Gradients;
import seco.tensor.NamedArrays;
import seco.tensor.Sgd;

/**
 * What learns in DualVar: the encoder, in the MoCo flavour the slow one with its memories, and the
 * optimiser. One step is the authors' method.
 */
public final class DualVarLearner implements ClipTrainee {
  private final DualVarConfig config;
  private final NDManager manager;
  private final DualVarEncoder online;
  private final @Nullable DualVarKeys keys; // null in the SimCLR flavour
  private final DualVarObjective objective;
  private final Sgd optimizer;

  /** A learner at its start, everything drawn from the settings' seed. */
  public DualVarLearner(NDManager parent, DualVarConfig config) {
    Gradients.off();
    this.config = config;
    manager = parent.newSubManager();
    online = PretrainedDualVar.random(manager, config);
    keys =
        config.flavour() == DualVarFlavour.MOCO ? new DualVarKeys(manager, config, online) : null;
    DualVarContrastConfig contrast = config.contrast();
    objective =
        new DualVarObjective(
            contrast.weights(),
            contrast.temperature(),
            contrast.segmentTemperature(),
            contrast.scale(),
            contrast.clamp());
    DualVarOptimization optimization = config.optimization();
    optimizer =
        new Sgd(
            manager, online.trainable(), optimization.sgdMomentum(), optimization.weightDecay());
  }

  @Override
  public Columns<DualVarStep> columns() {
    return DualVarStep.OF_CONTRAST;
  }

  @Override
  public DualVarStep step(long step, List<NDArray> clips, double rate) {
    return step(step, ClipTensors.of(clips), rate);
  }

  /**
   * One step of training.
   *
   * @param step its number, for the record and for the shuffle
   * @param rate learning rate
   * @throws ArithmeticException if the loss or the gradient is no finite number; then the state is
   *     what it was before the step
   */
  public DualVarStep step(long step, ClipTensors batch, double rate) {
    Gradients.off();
    try (NDManager scope = manager.newSubManager()) {
      ClipTensors clips =
          new ClipTensors(
              view(scope, batch.first()), view(scope, batch.second()), view(scope, batch.third()));
      SegmentShuffle shuffle = shuffle(step, Math.toIntExact(clips.first().getShape().get(0)));
      Forward forward = gradients(clips, shuffle);
      optimizer.step(rate);
      double distance = Double.NaN;
      if (keys != null && forward.keys != null) {
        keys.finish(online, forward.keys);
        distance = keys.distance(online);
      }
      return numbers(step, rate, forward, shuffle, distance);
    }
  }

  /** The same clips under the step's own manager: all that is made of them ends with it. */
  static NDArray view(NDManager scope, NDArray clips) {
    NDArray view = rows(clips, 0, clips.getShape().get(0));
    view.attach(scope);
    return view;
  }

  /** In which order each video's segments are shown: new in every step. */
  private SegmentShuffle shuffle(long step, int videos) {
    Seeds seeds = new Seeds(config.seed());
    int[][] orders = new int[videos][];
    for (int row = 0; row < videos; row++) {
      orders[row] =
          config.contrast().order().draw(config.segments(), seeds.stream("segments", step, row));
    }
    return SegmentShuffle.of(orders);
  }

  /**
   * What a forward pass gives.
   *
   * @param keys to be remembered, in the MoCo flavour
   * @param gradientNorm L2 norm
   */
  private record Forward(DualVarTerms terms, @Nullable ClipEmbeddings keys, double gradientNorm) {}

  /** The losses and the gradient; where there are none, all is as it was before the step. */
  private Forward gradients(ClipTensors clips, SegmentShuffle shuffle) {
    try (RunningStatistics before = statistics()) {
      try {
        ClipEmbeddings remembered = keys == null ? null : keys.embed(clips.second());
        DualVarTerms terms =
            Gradients.recorded(
                () ->
                    remembered == null ? simClr(clips, shuffle) : moCo(clips, remembered, shuffle));
        NDArray total = terms.total();
        Gradients.backward(total, total.getManager().ones(total.getShape(), total.getDataType()));
        double norm = optimizer.gradientNorm();
        NotFiniteException.require(total.getFloat(), norm);
        return new Forward(terms, remembered, norm);
      } catch (RuntimeException | Error e) {
        before.putBack();
        online.trainable().forEach((name, weight) -> Gradients.zero(weight));
        throw e;
      }
    }
  }

  private RunningStatistics statistics() {
    return keys == null
        ? new RunningStatistics(manager, online.arrays())
        : new RunningStatistics(manager, online.arrays(), keys.slow().arrays());
  }

  /** Whether segments are shuffled and ranked; without that there are two clips of a video. */
  private boolean ranks() {
    return config.contrast().weights().shuffleRank() > 0;
  }

  /** All three clips in one batch, then the third one shuffled in a batch of its own. */
  private DualVarTerms simClr(ClipTensors clips, SegmentShuffle shuffle) {
    long n = clips.first().getShape().get(0);
    if (!ranks()) {
      ClipEmbeddings e =
          online.embed(NDArrays.concat(new NDList(clips.first(), clips.second())), true);
      return objective.simClr(part(e, 0, n), part(e, n, 2 * n));
    }
    NDArray all = NDArrays.concat(new NDList(clips.first(), clips.second(), clips.third()));
    ClipEmbeddings e = online.embed(all, true); // (3N, 128), (3N, n, 64)
    NDArray shuffled = online.embedSegments(shuffle.apply(clips.third()), true);
    return objective.simClr(
        part(e, 0, n),
        part(e, n, 2 * n),
        rows(e.segments(), 2 * n, 3 * n),
        shuffle.putBack(shuffled));
  }

  /** The first clip asks; the third one as it was and shuffled share a batch. */
  private DualVarTerms moCo(ClipTensors clips, ClipEmbeddings k, SegmentShuffle shuffle) {
    if (keys == null) {
      throw new IllegalStateException("no memory in the SimCLR flavour");
    }
    long n = clips.first().getShape().get(0);
    ClipEmbeddings q = online.embed(clips.first(), true); // (N, 128), (N, n, 64)
    View query = new View(q.clip(), q.segments());
    View key = new View(k.clip(), k.segments());
    if (!ranks()) {
      return objective.moCo(query, key, keys.memory());
    }
    NDArray both = NDArrays.concat(new NDList(clips.third(), shuffle.apply(clips.third())));
    NDArray segments = online.embedSegments(both, true); // (2N, n, 64)
    return objective.moCo(
        query, key, keys.memory(), rows(segments, 0, n), shuffle.putBack(rows(segments, n, 2 * n)));
  }

  private static View part(ClipEmbeddings e, long from, long to) {
    return new View(rows(e.clip(), from, to), rows(e.segments(), from, to));
  }

  private static NDArray rows(NDArray array, long from, long to) {
    return array.get(new NDIndex("{}:{}", from, to));
  }

  private DualVarStep numbers(
      long step, double rate, Forward forward, SegmentShuffle shuffle, double distance) {
    DualVarTerms terms = forward.terms;
    ShuffleRankLoss.Ranking ranking = terms.shuffleRank();
    float[] top1 = ranking == null ? new float[0] : ranking.top1().toFloatArray();
    double[] sums = new double[2]; // of the videos as they were, of those moved
    int[] counts = new int[2];
    for (int video = 0; video < top1.length; video++) {
      int moved = shuffle.isMoved(video) ? 1 : 0;
      sums[moved] += top1[video];
      counts[moved]++;
    }
    return new DualVarStep(
        step,
        rate,
        terms.total().getFloat(),
        terms.clip().loss().getFloat(),
        terms.clip().accuracy().getFloat(),
        terms.temporalCoherent().loss().getFloat(),
        terms.temporalCoherent().accuracy().getFloat(),
        ranking == null ? Double.NaN : ranking.loss().getFloat(),
        share(sums[1], counts[1]),
        share(sums[0], counts[0]),
        share(counts[1], top1.length),
        forward.gradientNorm,
        distance,
        Double.NaN);
  }

  private static double share(double sum, int count) {
    return count == 0 ? Double.NaN : sum / count;
  }

  @Override
  public DualVarConfig config() {
    return config;
  }

  @Override
  public DualVarEncoder online() {
    return online;
  }

  /**
   * Everything that a step changes, by name: {@code encoder.*}, {@code sgd.*}, and in the MoCo
   * flavour {@code momentum.*} and {@code memory.*}. With the memory's position it is all.
   */
  @Override
  public NamedArrays state() {
    Map<String, NDArray> state = new LinkedHashMap<>();
    online.arrays().forEach((name, array) -> state.put("encoder." + name, array));
    if (keys != null) {
      state.putAll(keys.state());
    }
    optimizer.buffers().forEach((name, array) -> state.put("sgd." + name, array));
    return new NamedArrays(state);
  }

  @Override
  public long memoryPosition() {
    return keys == null ? 0 : keys.position();
  }

  @Override
  public void restore(NamedArrays state, int memoryPosition) {
    Gradients.off();
    state().copyFrom(state);
    if (keys != null) {
      keys.moveTo(memoryPosition);
    }
  }

  @Override
  public void begin(NamedArrays weights) {
    Gradients.off();
    online.arrays().only(weights.names()::contains).copyFrom(weights);
    if (keys != null) {
      keys.slow().arrays().copyFrom(online.arrays());
    }
  }

  @Override
  public void close() {
    optimizer.close();
    if (keys != null) {
      keys.close();
    }
    manager.close();
  }
}
