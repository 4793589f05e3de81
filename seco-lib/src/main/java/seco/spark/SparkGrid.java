package seco.spark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import seco.experiment.Row;
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
   * Trains and judges rows of all seeds; then {@link SeededAblation#run(List, List,
   * seco.experiment.LabAblation.Listener)} only collects.
   */
  public void run(List<? extends Row> rows, List<Long> seeds, Progress progress)
      throws IOException {
    GridWork work = new GridWork(GridPlan.of(ablation));
    List<List<GridWork.Piece>> stages = stages(rows, seeds);
    int all = stages.stream().mapToInt(List::size).sum();
    int[] done = {0};
    progress.at(0, all);
    try (Cluster executors = Cluster.open("grid", cluster, Cluster.Load.TRAINING)) {
      for (List<GridWork.Piece> stage : stages) {
        executors.run(stage, work, piece -> progress.at(++done[0], all));
      }
    }
  }

  private static List<List<GridWork.Piece>> stages(List<? extends Row> rows, List<Long> seeds) {
    Set<Row> first = new LinkedHashSet<>();
    if (rows.stream().anyMatch(Row::continuesStart)) {
      first.add(Variant.START);
    }
    Set<Row> then = new LinkedHashSet<>();
    rows.forEach(row -> (row.continuesStart() ? then : first).add(row));
    return List.of(
        seeds.stream().map(seed -> new GridWork.Piece(seed, null)).toList(),
        pieces(seeds, first),
        pieces(seeds, then));
  }

  private static List<GridWork.Piece> pieces(List<Long> seeds, Set<Row> rows) {
    List<GridWork.Piece> pieces = new ArrayList<>();
    seeds.forEach(seed -> rows.forEach(row -> pieces.add(new GridWork.Piece(seed, row))));
    return pieces;
  }
}
