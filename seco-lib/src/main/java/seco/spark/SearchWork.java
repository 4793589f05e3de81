package seco.spark;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.SparkFiles;
import seco.InputException;
import seco.probe.Centring;
import seco.probe.FeatureSet;
import seco.probe.Neighbours;
import seco.probe.RetrievalSets;

/**
 * Finds the neighbours of a block of queries. The features are read once in each executor.
 *
 * @param train file of the gallery's features
 * @param test file of the queries' features
 * @param same whether both are the same videos
 * @param mean what is subtracted
 * @param most neighbours of each query
 * @param fingerprint of both as the driver has read them
 * @param settings of Spark, for Hadoop's file systems
 */
record SearchWork(
    String train,
    String test,
    boolean same,
    Centring.Mean mean,
    int most,
    int fingerprint,
    TreeMap<String, String> settings)
    implements Work<SearchWork.Block, SearchWork.Found> {
  private static final Map<SearchWork, RetrievalSets> READ = new ConcurrentHashMap<>();

  /**
   * Some of the queries.
   *
   * @param from number of the first
   * @param to number after the last
   */
  record Block(int from, int to) implements Serializable {}

  /** The {@link Neighbours} of a block. */
  record Found(Block block, int[][] rows, double[][] cosines) implements Serializable {}

  /** Tells both sets from others. */
  static int fingerprint(FeatureSet train, FeatureSet test) {
    return 31 * Arrays.hashCode(train.values()) + Arrays.hashCode(test.values());
  }

  /** Sets that this process has read already, for tasks in it. */
  void share(RetrievalSets sets) {
    READ.put(this, sets);
  }

  /** Lets them go. */
  void forget() {
    READ.remove(this);
  }

  @Override
  public Found on(Block block) throws IOException {
    Neighbours found = sets().find(block.from, block.to, most);
    return new Found(block, found.rows(), found.cosines());
  }

  private RetrievalSets sets() throws IOException {
    synchronized (READ) { // others wait for the one that reads
      RetrievalSets sets = READ.get(this);
      if (sets == null) {
        sets = read();
        READ.put(this, sets);
      }
      return sets;
    }
  }

  private RetrievalSets read() throws IOException {
    try (Staging staging = new Staging(Path.of(SparkFiles.getRootDirectory()), settings)) {
      FeatureSet gallery = FeatureSet.read(staging.features(new Place(train)));
      FeatureSet queries = same ? gallery : FeatureSet.read(staging.features(new Place(test)));
      if (fingerprint(gallery, queries) != fingerprint) {
        throw new InputException(
            train + " and " + test + ": an executor reads others there; is the folder shared?");
      }
      return RetrievalSets.of(gallery, queries, same, mean);
    }
  }
}
