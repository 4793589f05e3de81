package seco.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import seco.InputException;
import seco.probe.Retrieval;
import seco.spark.ClusterConfig;
import seco.spark.Place;
import seco.spark.SparkRetrieval;
import seco.spark.Staging;

/** Judges features by what is found with them, on Spark. */
@Command(
    name = "retrieval",
    description = {
      "Finds the most similar training videos of each test video, as 'seco retrieval' does, with the"
          + " same numbers; a task searches for a block of test videos.",
    })
final class SparkRetrievalCommand extends Subcommand {
  @Option(
      names = "--train",
      required = true,
      paramLabel = "FILE|URI",
      description = "Features of the training videos.")
  private String train = "";

  @Option(
      names = "--test",
      required = true,
      paramLabel = "FILE|URI",
      description = "Features of the test videos.")
  private String test = "";

  @Mixin private final RetrievalOptions options = new RetrievalOptions();

  @Option(
      names = "--neighbours",
      paramLabel = "FILE|URI",
      description = "Writes the neighbours found, a line each, as CSV; an older file is replaced.")
  private @Nullable String neighbours;

  @Mixin private final ClusterOptions cluster = new ClusterOptions();

  @Override
  void check() {
    options.check();
    cluster.check();
  }

  @Override
  Result work(Console console) throws IOException {
    ClusterConfig config = cluster.config();
    try (Staging staging = Staging.of(config)) {
      try {
        return retrieve(console, config, staging);
      } catch (InputException e) {
        throw staging.named(e);
      }
    }
  }

  private Result retrieve(Console console, ClusterConfig config, Staging staging)
      throws IOException {
    Path table = neighbours == null ? null : staging.out(new Place(neighbours));
    if (table != null) {
      NeighbourTable.requirePlace("--neighbours", table);
    }
    FeatureFiles.Pair pair = read(staging);
    int[] asked = options.asked(pair);
    Retrieval found =
        new SparkRetrieval(new Place(train), new Place(test), config)
            .retrieve(
                pair.train(),
                pair.test(),
                pair.same(),
                options.mean(),
                asked[asked.length - 1],
                console.progress("queries", 0));
    if (table != null) {
      NeighbourTable.write(table, found.neighbours(), pair.test(), pair.train());
      staging.deliver();
    }
    return options.result(pair, asked, found, neighbours);
  }

  /** Reads both; one URI as both is fetched once, so that it is one file. */
  private FeatureFiles.Pair read(Staging staging) throws IOException {
    Path gallery = staging.features(new Place(train));
    Path queries = test.equals(train) ? gallery : staging.features(new Place(test));
    return new FeatureFiles(gallery, queries).readForNeighbours();
  }
}
