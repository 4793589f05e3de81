package seco.cli;

import java.nio.file.Path;
import java.util.stream.Stream;

/** The command bench with options as one line. */
final class BenchWords {
  private BenchWords() {}

  /** Runs a stage with {@code --json}; DIR stands for the folder. */
  static Outcome run(String words, Path folder) {
    Stream<String> options =
        Stream.of(words.split(" +")).map(word -> word.replace("DIR", folder.toString()));
    String[] all = words.isEmpty() ? new String[0] : options.toArray(String[]::new);
    boolean stage = all.length > 0;
    return Outcome.of(
        Stream.of(Stream.of("bench"), Stream.of(all), stage ? Stream.of("--json") : Stream.empty())
            .flatMap(part -> part)
            .toArray());
  }
}
