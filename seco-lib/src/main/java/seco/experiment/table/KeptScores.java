package seco.experiment.table;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import seco.experiment.FrozenNetwork;
import seco.run.RunRecord;
import seco.run.RunRecords;
import seco.run.Score;

/**
 * The numbers of a test, kept beside the network that was tested.
 *
 * @param file of the records
 * @param name of their rows
 */
record KeptScores(Path file, String name, long seed) {
  /**
   * What is kept of a network; nothing where it is of another one.
   *
   * @param encoder fingerprint of its weights
   */
  List<Score> of(String encoder) throws IOException {
    if (Files.notExists(file)) {
      return List.of();
    }
    List<Score> kept = RunRecords.read(file).rows().stream().map(RunRecord::score).toList();
    boolean same =
        kept.stream()
            .allMatch(
                score ->
                    score.card().get(FrozenNetwork.ENCODER).filter(encoder::equals).isPresent());
    return same ? kept : List.of();
  }

  void write(List<Score> scores) throws IOException {
    new RunRecords(scores.stream().map(score -> new RunRecord(name, seed, score)).toList())
        .write(file);
  }
}
