package seco.cli;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import seco.InputException;
import seco.probe.Centring;
import seco.probe.Retrieval;

/** The options that say how videos are compared, and what is told of it. */
final class RetrievalOptions {
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

  void check() {
    var unused = mean();
    if (ks != null) {
      for (int k : ks) {
        Options.requireAtLeast("--k", k, 1);
      }
      if (Arrays.stream(ks).distinct().count() < ks.length) {
        throw new InputException("--k " + Arrays.toString(ks) + ": a number stands there twice");
      }
    }
  }

  Centring.Mean mean() {
    return Options.choice("--centre", centre, Centring.Mean.class);
  }

  /** The k in ascending order. */
  int[] asked(FeatureFiles.Pair pair) {
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

  /**
   * @param neighbours file of the neighbours; null where none was written
   */
  Result result(FeatureFiles.Pair pair, int[] asked, Retrieval found, @Nullable Object neighbours) {
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
        .with("card", found.card().fields());
  }
}
