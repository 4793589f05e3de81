package seco.pretrain;

import java.util.List;

/**
 * What settings demand of this machine, whatever the data.
 *
 * @param trial of them
 * @param memoryBytes that their training adds to its process
 * @param departures the paper's values that they change
 */
record Demand(Trial trial, long memoryBytes, List<String> departures) {
  /**
   * Of a pretraining of frames.
   *
   * @param loaders threads that make batches
   */
  static Demand of(PretrainConfig config, int loaders) {
    Trial trial = Trial.of(config);
    long memory = new MemoryEstimate(config).bytes(trial.networkBytes(), loaders);
    return new Demand(trial, memory, Departures.from(config));
  }

  /** Of a pretraining of clips. */
  static Demand of(DualVarConfig config, int loaders) {
    Trial trial = ClipTrial.of(config);
    long memory = new ClipMemoryEstimate(config).bytes(trial.networkBytes(), loaders);
    return new Demand(trial, memory, Departures.from(config));
  }
}
