package seco.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import seco.InputException;
import seco.probe.Centring;
import seco.probe.FeatureCards;
import seco.probe.FeatureSet;
import seco.probe.Retrieval;

/** Judges features by what is found with them. */
@Command(
    name = "retrieval",
    description = {
      "Finds the most similar training videos of each test video, by the cosine, and says for how"
          + " many one of the first k is of their class: R@k.",
      "With one file as both, every video is compared with all the others.",
    })
final class RetrievalCommand extends Subcommand {
  /** Which mean is subtracted. */
  private enum Mean {
    NONE,
    OWN,
    TRAIN
  }

  @Mixin private final FeatureFiles files = new FeatureFiles();

  @Option(
      names = "--centre",
      arity = "0..1",
      fallbackValue = "own",
      paramLabel = "own|train",
      description = {
        "Subtracts a mean before the lengths are made equal: of each set its own, as in DualVar (so"
            + " a test video's result depends on the others), or that of the training videos.",
      })
  private String centre = "none";

  @Option(
      names = "--k",
      split = ",",
      paramLabel = "N",
      description = "The k of R@k (default 1,5,10,20,50, those below the number of videos).")
  private int @Nullable [] ks;

  @Option(
      names = "--neighbours",
      converter = Options.PathConverter.class,
      paramLabel = "FILE",
      description = "Writes the neighbours found, a line each, as CSV; an older file is replaced.")
  private @Nullable Path neighbours;

  @Override
  void check() {
    var unused = Options.choice("--centre", centre, Mean.class);
    if (ks != null) {
      for (int k : ks) {
        Options.requireAtLeast("--k", k, 1);
      }
      if (Arrays.stream(ks).distinct().count() < ks.length) {
        throw new InputException("--k " + Arrays.toString(ks) + ": a number stands there twice");
      }
    }
  }

  @Override
  Result work(Console console) throws IOException {
    if (neighbours != null) {
      NeighbourTable.requirePlace("--neighbours", neighbours);
    }
    FeatureFiles.Pair pair = files.readForNeighbours();
    int[] asked = asked(pair);
    Retrieval found = retrieval(pair, asked[asked.length - 1]);
    if (neighbours != null) {
      NeighbourTable.write(neighbours, found.neighbours(), pair.test(), pair.train());
    }
    return result(pair, asked, found);
  }

  /** The k in ascending order. */
  private int[] asked(FeatureFiles.Pair pair) {
    int most = pair.train().size() - (pair.same() ? 1 : 0);
    if (ks == null) {
      return Retrieval.ranks(most);
    }
    int[] asked = Arrays.stream(ks).sorted().toArray();
    if (asked[asked.length - 1] > most) {
      throw new InputException(
          "--k " + asked[asked.length - 1] + ": there are " + most + " videos to be found");
    }
    return asked;
  }

  private Retrieval retrieval(FeatureFiles.Pair pair, int most) {
    Mean mean = Options.choice("--centre", centre, Mean.class);
    return Options.of(
        files.train().toString(),
        () -> {
          FeatureSet gallery = mean == Mean.NONE ? pair.train() : Centring.byOwnMean(pair.train());
          return pair.same()
              ? Retrieval.within(gallery, most)
              : Retrieval.of(queries(pair, mean), gallery, most);
        });
  }

  private static FeatureSet queries(FeatureFiles.Pair pair, Mean mean) {
    return switch (mean) {
      case NONE -> pair.test();
      case OWN -> Centring.byOwnMean(pair.test());
      case TRAIN -> Centring.by(Centring.mean(pair.train()), pair.test());
    };
  }

  private Result result(FeatureFiles.Pair pair, int[] asked, Retrieval found) {
    Map<String, Object> recall = new LinkedHashMap<>();
    Map<String, Object> perClass = new LinkedHashMap<>();
    for (int k : asked) {
      recall.put(Integer.toString(k), found.recall(k));
      perClass.put(Integer.toString(k), found.perClass(k));
    }
    String shares =
        IntStream.of(asked)
            .mapToObj(k -> String.format(Locale.ROOT, "R@%d %.2f %%", k, 100 * found.recall(k)))
            .collect(Collectors.joining(", "));
    return new Result(shares + " of " + pair.test().size() + " videos")
        .with("recall", recall)
        .with("perClass", perClass)
        .with("queries", pair.test().size())
        .with("gallery", pair.train().size())
        .with("centre", centre)
        .with("leaveOneOut", pair.same())
        .with("neighbours", neighbours)
        .with(
            "card",
            FeatureCards.ofResult(pair.train(), pair.test())
                .with("search", "cosine, exact")
                .with("centre", centre)
                .with("leaveOneOut", pair.same())
                .fields());
  }
}
