package seco.track;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import seco.run.Settings;

/**
 * The factor of the correlation, measured where the settings ask for it: one over the spread of raw
 * responses of pairs before the training, to one digit. It settles how fast a head learns.
 */
final class ResponseFactor {
  private static final int PAIRS = 200;

  private ResponseFactor() {}

  /** The settings with a factor. */
  static TrackConfig measured(
      TrackConfig config, List<Sequence> sequences, TrunkMap trunk, NDManager manager) {
    PairBatches pairs = new PairBatches(sequences, config); // refuses sequences of no use
    if (config.head().responseFactor() > 0) {
      return config;
    }
    try (NDManager scope = manager.newSubManager()) {
      MatchingHead head = TrackRun.head(scope, config);
      Maps.Maker maker = Maps.Maker.of(scope, trunk, config);
      int batchSize = config.training().batchSize();
      int batches = Math.min((PAIRS + batchSize - 1) / batchSize, pairs.batchesPerEpoch());
      double sum = 0;
      double squares = 0;
      long count = 0;
      PairBatches.Batch batch = pairs.newBatch();
      for (int number = 0; number < batches; number++) {
        pairs.fill(number, batch);
        for (double response : responses(scope, head, maker, batch)) {
          sum += response;
          squares += response * response;
          count++;
        }
      }
      double mean = sum / count;
      double spread = Math.sqrt(Math.max(0, squares / count - mean * mean));
      return Settings.with(config, "head.responseFactor", oneDigit(1 / spread));
    }
  }

  private static double[] responses(
      NDManager manager, MatchingHead head, Maps.Maker maker, PairBatches.Batch batch) {
    try (NDManager scope = manager.newSubManager()) {
      Maps maps = maker.of(scope, batch);
      NDArray exemplars = head.exemplar(maps.exemplars());
      NDArray searches = head.search(maps.searches());
      return HeadStepper.doubles(CrossCorrelation.pairs(exemplars, searches, 1));
    }
  }

  static double oneDigit(double value) {
    return Double.isFinite(value) && value > 0
        ? new BigDecimal(value).round(new MathContext(1)).doubleValue()
        : 1;
  }
}
