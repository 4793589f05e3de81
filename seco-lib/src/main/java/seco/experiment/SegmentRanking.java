package seco.experiment;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.util.Map;
import java.util.stream.IntStream;
import seco.contrast.SegmentShuffle;
import seco.dataset.BatchLoader;
import seco.dataset.ClipBatch;
import seco.dataset.ClipTensors;
import seco.dataset.DualVarClips;
import seco.dataset.Normalisation;
import seco.loss.ShuffleRankLoss;
import seco.model.DualVarEncoder;
import seco.pretrain.DualVarConfig;
import seco.run.Seeds;
import seco.sample.SegmentOrder;
import seco.tensor.Gradients;
import seco.video.FrameStore;

/**
 * Whether a frozen network knows the segments of a clip again when the clip is augmented anew, with
 * its segments in other places and as they were. The clips are one of each video, the same for
 * every network that is trained on clips of this kind.
 *
 * @param swapped share of segments that are nearest to their counterpart where all were moved
 * @param identity the same where none was moved; a network that gives each slot a vector of its own
 *     whatever it sees has 1 here and 0 there
 * @param clips that were shown both ways
 */
public record SegmentRanking(double swapped, double identity, int clips) {
  private static final long SEED = 1;
  private static final int BATCH = 16;
  private static final int LOADERS = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);

  /** Ranks the segments of clips of a store's videos; those that fill no batch are left out. */
  public static SegmentRanking of(DualVarEncoder encoder, DualVarConfig config, FrameStore store)
      throws IOException, InterruptedException {
    Gradients.off();
    int batch = Math.min(BATCH, store.size());
    DualVarConfig same =
        config.with(
            Map.of("seed", SEED, "optimization.batchSize", batch, "contrast.memorySize", BATCH));
    DualVarClips source = same.clipsOf(store);
    double[] sums = new double[2];
    int steps = source.stepsPerEpoch();
    try (NDManager manager = NDManager.newBaseManager();
        BatchLoader<ClipBatch> loader = new BatchLoader<>(source, 0, steps, LOADERS)) {
      Normalisation normalisation = new Normalisation(manager, config.clips().pixels());
      for (int step = 0; step < steps; step++) {
        try (NDManager scope = manager.newSubManager()) {
          ClipTensors clips = loader.next().toTensors(scope, normalisation);
          for (int moved = 0; moved < 2; moved++) {
            SegmentShuffle shuffle = shuffle(moved == 1, batch, config.segments(), step);
            sums[moved] += right(encoder, clips, shuffle);
          }
        }
      }
    }
    int clips = steps * batch;
    return new SegmentRanking(sums[1] / clips, sums[0] / clips, clips);
  }

  private static SegmentShuffle shuffle(boolean moved, int clips, int segments, long step) {
    int[][] orders = new int[clips][];
    for (int row = 0; row < clips; row++) {
      orders[row] =
          moved
              ? SegmentOrder.DERANGED.draw(segments, new Seeds(SEED).stream("segments", step, row))
              : IntStream.range(0, segments).toArray();
    }
    return SegmentShuffle.of(orders);
  }

  private static double right(DualVarEncoder encoder, ClipTensors clips, SegmentShuffle shuffle) {
    NDArray reference = encoder.embedSegments(clips.first(), false);
    NDArray shown = shuffle.putBack(encoder.embedSegments(shuffle.apply(clips.third()), false));
    return new ShuffleRankLoss(1, false).evaluate(reference, shown).top1().sum().getFloat();
  }
}
