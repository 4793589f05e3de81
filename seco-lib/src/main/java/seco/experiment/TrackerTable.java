package seco.experiment;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import seco.Paper;
import seco.run.RunRecords;
import seco.run.Scale;

/**
 * Do features hold an object: trackers on every network of the lab's ablation, seed by seed, on
 * networks that are given, on untrained ones, and the tracker that says that nothing moves. At the
 * paper's scale there is no ablation on the lab, so all trained networks are given.
 *
 * @param scale of networks and heads
 * @param sequences to learn from and to judge by
 * @param given weights by the row's name: a run, or a file of another program
 * @param data folder of the data sets
 * @param runs folder of the runs; what is finished there is not done again
 */
@Paper(section = "Object Tracking")
public record TrackerTable(
    Scale scale, TrackingData sequences, Map<String, Path> given, Path data, Path runs) {
  public TrackerTable {
    given = new LinkedHashMap<>(given);
    if (given.containsKey(TrackerComparison.IDENTITY)) {
      throw ComparedNetworks.refused(TrackerComparison.IDENTITY);
    }
    var unused = networks(scale, given, data, runs);
  }

  private static ComparedNetworks networks(
      Scale scale, Map<String, Path> given, Path data, Path runs) {
    return new ComparedNetworks(scale, ComparedNetworks.table(scale), given, data, runs);
  }

  /** Told what is done. */
  public interface Listener extends LabAblation.Listener, TrackerComparison.Listener {
    @Override
    default boolean stopRequested() {
      return false;
    }
  }

  /** The name of the records: {@code tracking-desk-lab}. */
  public String name() {
    return "tracking-" + scale.id() + "-" + sequences.name();
  }

  /** Trains and judges all trackers; rows appear in the order of the table. */
  public TrackerResults run(List<Long> seeds, Listener listener)
      throws IOException, InterruptedException {
    TrackerComparison comparison =
        new TrackerComparison(sequences, scale.id(), runs.resolve("tracking"));
    ComparedNetworks networks = networks(scale, given, data, runs);
    RunRecords records = comparison.identity(listener);
    for (String label : networks.labels()) {
      for (long seed : seeds) {
        records =
            records.and(
                networks.use(
                    label,
                    seed,
                    listener,
                    network -> comparison.row(label, seed, network, listener)));
      }
    }
    return comparison.results(records);
  }
}
