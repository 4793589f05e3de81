package seco.pretrain;

import ai.djl.ndarray.NDArray;
import java.util.List;
import seco.contrast.MemoryQueue;
import seco.loss.SecoObjective;
import seco.loss.SecoObjective.Views;
import seco.loss.Task;
import seco.loss.Terms;
import seco.model.Embeddings;
import seco.model.SecoEncoder;

/**
 * The losses of a step's queries with their keys: Eq. (2) to (5), MoCo's on single frames, or
 * VINCE's on several.
 */
final class StepLosses {
  private final SecoEncoder online;
  private final MemoryQueue queue;
  private final boolean frames;
  private final boolean pairs;
  private final SecoObjective objective;

  /**
   * @param online whose order classifier is used
   * @param queue the memory of negatives
   */
  StepLosses(PretrainConfig config, SecoEncoder online, MemoryQueue queue) {
    this.online = online;
    this.queue = queue;
    frames = config.tasks().contains(Task.FRAMES);
    pairs = config.tasks().contains(Task.VINCE);
    ContrastConfig contrast = config.contrast();
    objective =
        new SecoObjective(
            config.tasks(), contrast.temperature(), contrast.intraTemperature(), contrast.intra());
  }

  /**
   * The losses of some queries.
   *
   * @param q embeddings, three times (M, D); of several frames a video (M V, D)
   * @param k of their keys: one view, or k1, k2 and k3
   * @param queryFirst (M)
   */
  Terms of(Embeddings q, List<Embeddings> k, NDArray queryFirst) {
    if (pairs) {
      List<NDArray> keys = k.stream().map(Embeddings::inter).toList();
      return objective.evaluatePairs(q.inter(), keys, queue.rows());
    }
    return frames
        ? objective.evaluateFrames(q.inter(), k.get(0).inter(), queue.rows())
        : ofSequences(q, k.get(0), k.get(1), k.get(2), queryFirst);
  }

  private Terms ofSequences(
      Embeddings q, Embeddings k1, Embeddings k2, Embeddings k3, NDArray queryFirst) {
    NDArray order = online.orderLogits(q.order(), k2.order(), k3.order()); // (M, 2)
    return objective.evaluate(
        new Views(q.inter(), k1.inter(), k2.inter(), k3.inter()),
        new Views(q.intra(), k1.intra(), k2.intra(), k3.intra()),
        queue.rows(),
        order,
        queryFirst);
  }
}
