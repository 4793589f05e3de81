package seco.spark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import seco.experiment.SeededAblation;
import seco.experiment.Variant;
import seco.run.Progress;

/**
 * An ablation on Spark, a task a training: first the data of each seed, then the starts and the
 * random networks, then all that begins with a start. The runs lie in a shared folder; what is
 * finished there is not done again.
 */
public final class SparkGrid {
  private final SeededAblation ablation;
  private final ClusterConfig cluster;

  public SparkGrid(SeededAblation ablation, ClusterConfig cluster) {
    this.ablation = ablation;
    this.cluster = cluster;
  }

  /**
   * Trains and judges all variants of all seeds; then {@link SeededAblation#run(List,
   * seco.experiment.LabAblation.Listener)} only collects.
   */
  public void run(List<Long> seeds, Progress progress) throws IOException {
    GridWork work = new GridWork(GridPlan.of(ablation));
    int all = seeds.size() * (1 + Variant.values().length);
    int[] done = {0};
    progress.at(0, all);
    try (Cluster executors = Cluster.open("grid", cluster, Cluster.Load.TRAINING)) {
      for (List<GridWork.Piece> stage : stages(seeds)) {
        executors.run(stage, work, piece -> progress.at(++done[0], all));
      }
    }
  }

  private static List<List<GridWork.Piece>> stages(List<Long> seeds) {
    return List.of(
        seeds.stream().map(seed -> new GridWork.Piece(seed, null)).toList(),
        pieces(seeds, variant -> !variant.continuesStart()),
        pieces(seeds, Variant::continuesStart));
  }

  private static List<GridWork.Piece> pieces(List<Long> seeds, Predicate<Variant> which) {
    List<GridWork.Piece> pieces = new ArrayList<>();
    for (long seed : seeds) {
      Arrays.stream(Variant.values())
          .filter(which)
          .forEach(variant -> pieces.add(new GridWork.Piece(seed, variant)));
    }
    return pieces;
  }
}
