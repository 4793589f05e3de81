package seco.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import seco.tensor.Arithmetic;
import seco.tensor.Shapes;

/**
 * VINCE, noise contrast between several frames of a video: each of V frames is a query, the keys of
 * all V are its positives, and the memory's rows its negatives. The loss is the mean of InfoNCE
 * over the V x V pairs. With one frame it is MoCo's.
 *
 * @see <a href="https://arxiv.org/abs/2003.07990">Gordon, Ehsani, Fox, Farhadi: Watching the World
 *     Go By: Representation Learning from Unlabeled Videos (2020), section 3</a>
 */
public final class VinceLoss {
  private final InterFrameLoss pairs;

  public VinceLoss(double temperature) {
    pairs = new InterFrameLoss(temperature);
  }

  /**
   * The loss, averaged over videos and pairs.
   *
   * @param queries of the frames of each video (N V, D), video after video
   * @param keys of the first frames, the second and so on: V times (N, D)
   * @param memory keys of other videos (K, D)
   */
  public Outcome evaluate(NDArray queries, List<NDArray> keys, NDArray memory) {
    int frames = keys.size();
    long videos = keys.get(0).getShape().get(0);
    Shapes.require("queries", queries, videos * frames, Shapes.ANY);
    NDArray each = queries.reshape(new Shape(videos, frames, queries.getShape().get(1)));
    List<Outcome> outcomes = new ArrayList<>();
    for (int frame = 0; frame < frames; frame++) {
      outcomes.add(pairs.evaluate(each.get(":, {}", frame), keys, memory));
    }
    return new Outcome(
        mean(outcomes.stream().map(Outcome::loss).toList()),
        mean(outcomes.stream().map(Outcome::accuracy).toList()));
  }

  private static NDArray mean(List<NDArray> scalars) {
    NDArray sum = scalars.stream().reduce(NDArray::add).orElseThrow();
    return Arithmetic.times(sum, 1.0 / scalars.size());
  }
}
