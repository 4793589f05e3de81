package seco.experiment;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import seco.InputException;
import seco.run.RunRecords;

/**
 * What does each task learn: the factors that a linear probe reads from the features of every row,
 * gathered from the records of several ablations on the same videos.
 */
public final class FactorTable {
  /**
   * Accuracies: of the action from a video and from a frame, of the scene, and of which of two
   * frames is the earlier one.
   */
  public static final List<String> SHARES =
      List.of("top1", "knn5", "actionPerFrame", "sceneTop1", "arrowTop1");

  /** R2 of the action's progress and pace, the figure's position and the hue of its clothes. */
  public static final List<String> NUMBERS = List.of("progressR2", "paceR2", "positionR2", "hueR2");

  private FactorTable() {}

  /**
   * The rows of some records, each once, with the factors alone.
   *
   * @throws InputException if a run stands in two of them with different numbers, a table's videos
   *     or protocol differ from another's, or none has a factor
   */
  public static RunRecords read(List<Path> files) throws IOException {
    RunRecords all = new RunRecords(List.of());
    for (Path file : files) {
      all = all.joined(RunRecords.read(file));
    }
    List<String> metrics = Stream.concat(SHARES.stream(), NUMBERS.stream()).toList();
    RunRecords factors =
        new RunRecords(all.rows().stream().filter(row -> metrics.contains(row.metric())).toList());
    if (factors.rows().stream().noneMatch(row -> NUMBERS.contains(row.metric()))) {
      throw new InputException(files + ": no factors, which only videos of the lab have");
    }
    metrics.forEach(factors::requireOneProtocol);
    return factors;
  }
}
