package seco.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import seco.InputException;
import seco.experiment.SplitMean;
import seco.run.Score;

/** The mean of three splits. */
@Command(
    name = "mean",
    description = {
      "The mean over the three official splits of what seco finetune test --json said of each.",
      "Results of other data, settings, starts or views are refused.",
    })
final class FinetuneMeanCommand extends Subcommand {
  private static final int SPLITS = 3;

  @Parameters(
      arity = "3",
      converter = Options.PathConverter.class,
      paramLabel = "RESULT",
      description = "Files with the JSON of splits 1, 2 and 3, in any order.")
  private List<Path> files = List.of();

  @Override
  void check() {
    if (files.size() != SPLITS) {
      throw new InputException("three results are needed, one a split");
    }
  }

  @Override
  Result work(Console console) throws IOException {
    Score top1 = mean("top1");
    Score top5 = mean("top5");
    String data = top1.card().get("data").orElse("");
    String text =
        String.format(
            Locale.ROOT,
            "%s, mean of splits 1, 2, 3: top-1 %.2f %%, top-5 %.2f %%",
            data,
            100 * top1.value(),
            100 * top5.value());
    return new Result(text)
        .with("top1", top1.value())
        .with("top5", top5.value())
        .with("split", "mean of 1, 2, 3")
        .with("splits", each())
        .with("card", top1.card().fields());
  }

  private Score mean(String metric) throws IOException {
    List<Score> scores = new ArrayList<>();
    for (Path file : files) {
      scores.add(ResultFile.score(file, metric));
    }
    return SplitMean.of(scores);
  }

  private Map<String, Object> each() throws IOException {
    Map<String, Object> each = new LinkedHashMap<>();
    for (Path file : files) {
      Score score = ResultFile.score(file, "top1");
      each.put(score.card().get("split").orElse(""), score.value());
    }
    return each;
  }
}
