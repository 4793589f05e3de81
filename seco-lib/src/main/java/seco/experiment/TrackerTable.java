package seco.experiment;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import seco.InputException;
import seco.Paper;
import seco.lab.LabConfig;
import seco.pretrain.PretrainConfig;
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
    for (String row : given.keySet()) {
      boolean taken = row.equals(TrackerComparison.IDENTITY);
      for (Variant variant : Variant.values()) {
        taken |= variant.label().equals(row) && (scale != Scale.PAPER || variant == Variant.RANDOM);
      }
      if (taken || !row.matches("[A-Za-z0-9._+-]+")) {
        throw new InputException(
            "row '"
                + row
                + "': choose a name of letters, digits and . _ + - that no other row has");
      }
    }
  }

  /** Told what is done. */
  public interface Listener extends LabAblation.Listener, TrackerComparison.Listener {}

  /** The name of the records: {@code tracking-desk-lab}. */
  public String name() {
    return "tracking-" + scale.id() + "-" + sequences.name();
  }

  /** Trains and judges all trackers; rows appear in the order of the table. */
  public TrackerResults run(List<Long> seeds, Listener listener)
      throws IOException, InterruptedException {
    TrackerComparison comparison =
        new TrackerComparison(sequences, scale.id(), runs.resolve("tracking"));
    RunRecords records = comparison.identity(listener);
    for (Variant variant :
        scale == Scale.PAPER ? List.of(Variant.RANDOM) : List.of(Variant.values())) {
      for (long seed : seeds) {
        records = records.and(row(comparison, variant, seed, listener));
      }
    }
    for (Map.Entry<String, Path> row : given.entrySet()) {
      for (long seed : seeds) {
        try (NDManager manager = NDManager.newBaseManager()) {
          FrozenNetwork network = given(row.getValue(), manager);
          records = records.and(comparison.row(row.getKey(), seed, network, listener));
        }
      }
    }
    return comparison.results(records);
  }

  private RunRecords row(
      TrackerComparison comparison, Variant variant, long seed, Listener listener)
      throws IOException, InterruptedException {
    try (NDManager manager = NDManager.newBaseManager()) {
      if (variant == Variant.RANDOM) {
        PretrainConfig config = PretrainConfig.preset(scale.id()).withSeed(seed);
        FrozenNetwork network = FrozenNetwork.random(config, manager);
        return comparison.row(variant.label(), seed, network, listener);
      }
      double bias = LabConfig.standard().sceneBias();
      try (LabData lab = LabData.open(data, scale, bias, seed, listener.data(seed))) {
        Ablation ablation =
            new Ablation(
                AblationConfig.of(scale), AblationData.of(lab, null), runs.resolve("ablation"));
        if (variant.continuesStart()) {
          ablation.train(Variant.START, seed, listener.of(Variant.START, seed));
        }
        ablation.train(variant, seed, listener.of(variant, seed));
        FrozenNetwork network = ablation.frozen(variant, seed, manager);
        return comparison.row(variant.label(), seed, network, listener);
      }
    }
  }

  private FrozenNetwork given(Path weights, NDManager manager) throws IOException {
    if (!Files.exists(weights)) {
      throw new InputException(weights + ": no run, and no file of weights");
    }
    return Files.isDirectory(weights)
        ? FrozenNetwork.ofRun(weights, manager)
        : FrozenNetwork.ofFile(weights, PretrainConfig.preset(scale.id()), manager);
  }
}
