package seco.cli;

import java.util.List;
import picocli.CommandLine.Option;
import seco.InputException;

/** The seeds of an experiment. */
final class SeedOptions {
  @Option(
      names = "--seeds",
      split = ",",
      paramLabel = "N",
      description = "Seeds, separated by commas (default 1,2,3).")
  private List<Long> seeds = List.of(1L, 2L, 3L);

  /** Requires seeds in range, each one once. */
  void check() {
    for (long seed : seeds) {
      Options.requireAtLeast("--seeds", seed, 0);
    }
    if (seeds.stream().distinct().count() < seeds.size()) {
      throw new InputException("--seeds " + seeds + ": a seed stands there twice");
    }
  }

  List<Long> values() {
    return seeds;
  }
}
