package seco.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import seco.InputException;
import seco.run.Score;

/** Compares results of networks that were judged in the same way. */
@Command(
    name = "compare",
    description = {
      "Compares what svm, knn, retrieval or track eval said with --json of several networks.",
      "Results of other data, frames, crops or classifiers are refused, and the fields in which"
          + " their cards differ are named.",
    })
final class CompareCommand extends Subcommand {
  @Parameters(
      arity = "2..*",
      converter = Options.PathConverter.class,
      paramLabel = "RESULT",
      description = "Files with the JSON that a command has printed.")
  private List<Path> files = List.of();

  @Option(
      names = "--metric",
      paramLabel = "NAME",
      description =
          "top1, a recall as in recall.5, or successAuc (default: the first that there is).")
  private String metric = "";

  @Override
  void check() {
    if (files.size() < 2) {
      throw new InputException("compare: two results are needed");
    }
  }

  @Override
  Result work(Console console) throws IOException {
    List<Score> scores = new ArrayList<>();
    for (Path file : files) {
      scores.add(ResultFile.score(file, metric));
    }
    List<Map<String, Object>> rows = new ArrayList<>();
    StringBuilder text =
        new StringBuilder(scores.get(0).metric() + " in per cent, above the first");
    for (int i = 0; i < scores.size(); i++) {
      Score score = scores.get(i);
      double above = above(i, scores);
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("result", files.get(i));
      row.put("value", score.value());
      row.put("above", above);
      row.put("encoder", score.card().get("encoder").orElse(null));
      rows.add(row);
      text.append(
          String.format(
              Locale.ROOT, "%n%6.2f %+6.2f  %s", 100 * score.value(), 100 * above, files.get(i)));
    }
    return new Result(text.toString()).with("metric", scores.get(0).metric()).with("results", rows);
  }

  private double above(int i, List<Score> scores) {
    try {
      return scores.get(i).above(scores.get(0));
    } catch (InputException e) {
      throw new InputException(
          "%s and %s: %s".formatted(files.get(i), files.get(0), e.getMessage()), e);
    }
  }
}
