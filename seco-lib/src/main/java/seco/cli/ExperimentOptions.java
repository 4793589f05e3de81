package seco.cli;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import seco.InputException;
import seco.experiment.AblationConfig;
import seco.run.Scale;
import seco.run.Workspace;

/** What every experiment with records is told: its seeds, and where its files go. */
final class ExperimentOptions {
  @Option(
      names = "--out",
      required = true,
      converter = Options.PathConverter.class,
      paramLabel = "DIR",
      description = "Folder of the records.")
  private Path out = Path.of("");

  @Option(
      names = "--runs",
      converter = Options.PathConverter.class,
      paramLabel = "DIR",
      description = "Folder of runs and frame stores (default: the project's build folder).")
  private @Nullable Path runs;

  @Option(
      names = "--seeds",
      split = ",",
      paramLabel = "N",
      description = "Seeds, separated by commas (default 1,2,3).")
  private List<Long> seeds = List.of(1L, 2L, 3L);

  /** Requires a known scale, and seeds in range, each one once. */
  void check() {
    var unused = AblationConfig.of(Scale.current());
    checkSeeds();
  }

  /** Requires seeds in range, each one once, at any scale. */
  void checkSeeds() {
    for (long seed : seeds) {
      Options.requireAtLeast("--seeds", seed, 0);
    }
    if (seeds.stream().distinct().count() < seeds.size()) {
      throw new InputException("--seeds " + seeds + ": a seed stands there twice");
    }
  }

  List<Long> seeds() {
    return seeds;
  }

  Path out() {
    return out;
  }

  /** The folder of the runs. */
  Path runs() {
    return runs == null ? Workspace.runs() : runs;
  }
}
