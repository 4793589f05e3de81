package seco.spark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import seco.probe.Centring;
import seco.probe.FeatureSet;
import seco.probe.Neighbours;
import seco.probe.Retrieval;
import seco.probe.RetrievalSets;
import seco.run.Progress;

/** Retrieval on Spark, the queries in blocks: the same as on one machine. */
public final class SparkRetrieval {
  /** Fewer queries would not be worth a look through the gallery. */
  private static final int LEAST_QUERIES = 256;

  private static final int TASKS_PER_CORE = 4;

  private final Place train;
  private final Place test;
  private final ClusterConfig cluster;

  /**
   * @param train file of the gallery's features
   * @param test file of the queries' features
   */
  public SparkRetrieval(Place train, Place test, ClusterConfig cluster) {
    this.train = train;
    this.test = test;
    this.cluster = cluster;
  }

  /**
   * What the queries retrieve.
   *
   * @param gallery as read from the first file
   * @param queries as read from the second
   * @param same whether both are one file
   * @param mean what is subtracted
   * @param most for how many neighbours the result tells
   */
  public Retrieval retrieve(
      FeatureSet gallery,
      FeatureSet queries,
      boolean same,
      Centring.Mean mean,
      int most,
      Progress progress)
      throws IOException {
    RetrievalSets sets = RetrievalSets.of(gallery, queries, same, mean);
    SearchWork work =
        new SearchWork(
            train.full(),
            test.full(),
            same,
            mean,
            most,
            SearchWork.fingerprint(gallery, queries),
            new TreeMap<>(cluster.settings()));
    work.share(sets);
    try (Cluster executors = Cluster.open("retrieval", cluster, Cluster.Load.TENSORS)) {
      return sets.judged(find(work, executors, queries.size(), progress));
    } finally {
      work.forget();
    }
  }

  private static Neighbours find(SearchWork work, Cluster executors, int queries, Progress progress)
      throws IOException {
    int[][] rows = new int[queries][];
    double[][] cosines = new double[queries][];
    int[] done = {0};
    progress.at(0, queries);
    executors.run(
        blocks(queries, executors.cores()),
        work,
        found -> {
          int count = found.rows().length;
          System.arraycopy(found.rows(), 0, rows, found.block().from(), count);
          System.arraycopy(found.cosines(), 0, cosines, found.block().from(), count);
          done[0] += count;
          progress.at(done[0], queries);
        });
    return new Neighbours(rows, cosines);
  }

  private static List<SearchWork.Block> blocks(int queries, int cores) {
    int tasks = TASKS_PER_CORE * cores;
    int size = Math.max(LEAST_QUERIES, (queries + tasks - 1) / tasks);
    List<SearchWork.Block> blocks = new ArrayList<>();
    for (int from = 0; from < queries; from += size) {
      blocks.add(new SearchWork.Block(from, Math.min(from + size, queries)));
    }
    return blocks;
  }
}
