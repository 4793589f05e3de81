package seco.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import seco.probe.Retrieval;
import seco.probe.RetrievalSets;

/** Judges features by what is found with them. */
@Command(
    name = "retrieval",
    description = {
      "Finds the most similar training videos of each test video, by the cosine, and says for how"
          + " many one of the first k is of their class: R@k.",
      "With one file as both, every video is compared with all the others.",
    })
final class RetrievalCommand extends Subcommand {
  @Mixin private final FeatureFiles files = new FeatureFiles();

  @Mixin private final RetrievalOptions options = new RetrievalOptions();

  @Option(
      names = "--neighbours",
      converter = Options.PathConverter.class,
      paramLabel = "FILE",
      description = "Writes the neighbours found, a line each, as CSV; an older file is replaced.")
  private @Nullable Path neighbours;

  @Override
  void check() {
    options.check();
  }

  @Override
  Result work(Console console) throws IOException {
    if (neighbours != null) {
      NeighbourTable.requirePlace("--neighbours", neighbours);
    }
    FeatureFiles.Pair pair = files.readForNeighbours();
    int[] asked = options.asked(pair);
    Retrieval found =
        Options.of(
            files.train().toString(),
            () ->
                RetrievalSets.of(pair.train(), pair.test(), pair.same(), options.mean())
                    .retrieve(asked[asked.length - 1]));
    if (neighbours != null) {
      NeighbourTable.write(neighbours, found.neighbours(), pair.test(), pair.train());
    }
    return options.result(pair, asked, found, neighbours);
  }
}
