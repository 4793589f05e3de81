package seco.experiment;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import seco.InputException;
import seco.Paper;
import seco.run.RunRecords;
import seco.run.Scale;

/**
 * Does it transfer: every network of the lab's ablation, untrained ones and given ones, fine-tuned
 * alike on labelled videos and tested on others. A seed has its own networks and, in the lab, its
 * own videos.
 *
 * @param networks with which the fine-tunings begin
 * @param videos to learn from and to be tested by
 * @param epochs of each fine-tuning; 0 for those of the scale's preset
 */
@Paper(section = "Action Recognition and Untrimmed Activity Recognition", table = 3)
public record FineTuningTable(ComparedNetworks networks, FineTuningVideos videos, int epochs) {
  public FineTuningTable {
    if (networks.scale() == Scale.PAPER && videos.folder() == null) {
      throw new InputException(
          "scale 'paper': the lab has no such size, so labelled videos are needed");
    }
    if (networks.labels().isEmpty()) {
      throw new InputException("no network is named");
    }
  }

  /** Told what is done. */
  public interface Listener extends LabAblation.Listener, FineTuningComparison.Listener {
    @Override
    default boolean stopRequested() {
      return false;
    }
  }

  /** The name of the records: {@code finetuning-desk-lab}. */
  public String name() {
    return "finetuning-" + networks.scale().id() + "-" + videos.name();
  }

  /** Fine-tunes and tests all networks, seed by seed; rows appear in the order of the table. */
  public FineTuningRecords run(List<Long> seeds, Listener listener)
      throws IOException, InterruptedException {
    Path folder = networks.runs().resolve("finetuning");
    FineTuningComparison comparison =
        new FineTuningComparison(networks.scale().id(), epochs, folder);
    RunRecords records = new RunRecords(List.of());
    for (long seed : seeds) {
      List<FineTuningVideos.Split> splits =
          videos.of(seed, networks.scale(), networks.data(), listener.data(seed));
      for (String label : networks.labels()) {
        records =
            records.and(
                networks.use(
                    label,
                    seed,
                    listener,
                    network -> comparison.row(label, seed, network, splits, listener)));
      }
    }
    return new FineTuningRecords(records);
  }
}
