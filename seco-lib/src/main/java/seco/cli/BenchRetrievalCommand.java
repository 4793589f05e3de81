package seco.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import seco.bench.NeighbourSearch;
import seco.bench.Stage;

/** Times the search for nearest neighbours. */
@Command(
    name = "retrieval",
    description = {
      "Times the exact search for nearest neighbours on made features; by default the size of"
          + " UCF101's first split.",
    })
final class BenchRetrievalCommand extends TimedCommand {
  @Option(
      names = "--queries",
      paramLabel = "N",
      description = "Features that ask (default ${DEFAULT-VALUE}).")
  private int queries = 3783;

  @Option(
      names = "--gallery",
      paramLabel = "N",
      description = "Features among which is searched (default ${DEFAULT-VALUE}).")
  private int gallery = 9537;

  @Option(
      names = {"--dimension", "--dim"},
      paramLabel = "N",
      description = "Numbers of a feature (default ${DEFAULT-VALUE}).")
  private int dimension = 512;

  @Option(
      names = "--neighbours",
      paramLabel = "N",
      description = "Found for each (default ${DEFAULT-VALUE}).")
  private int neighbours = 50;

  BenchRetrievalCommand() {
    super(3, 1);
  }

  @Override
  void check() {
    Options.requireAtLeast("--queries", queries, 1);
    Options.requireAtLeast("--gallery", gallery, 1);
    Options.requireAtLeast("--dimension", dimension, 1);
    Options.requireAtLeast("--neighbours", neighbours, 1);
    super.check();
  }

  @Override
  Stage stage() {
    return new NeighbourSearch(queries, gallery, dimension, neighbours);
  }
}
