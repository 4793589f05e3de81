package seco.bench;

import java.io.IOException;
import java.util.Collections;
import java.util.Map;
import java.util.random.RandomGenerator;
import seco.InputException;
import seco.probe.FeatureSet;
import seco.probe.Retrieval;
import seco.run.Progress;
import seco.run.Seeds;

/**
 * The exact search for nearest neighbours on made features, all numbers of deviation 1 around 1.
 *
 * @param queries rows that ask
 * @param gallery rows among which is searched
 * @param dimension of a feature
 * @param neighbours how many are found for each query
 */
public record NeighbourSearch(int queries, int gallery, int dimension, int neighbours)
    implements Stage {
  public NeighbourSearch {
    if (queries < 1 || dimension < 1 || neighbours < 1 || gallery < neighbours) {
      throw new InputException(
          "%d queries for %d neighbours among %d rows of dimension %d"
              .formatted(queries, neighbours, gallery, dimension));
    }
    if ((long) Math.max(queries, gallery) * dimension > Integer.MAX_VALUE / 2) {
      throw new InputException(
          Math.max(queries, gallery)
              + " rows of dimension "
              + dimension
              + ": too many numbers for one array");
    }
  }

  @Override
  public String name() {
    return "retrieval";
  }

  @Override
  public Map<String, Object> settings() {
    return new Sizes()
        .with("queries", queries)
        .with("gallery", gallery)
        .with("dim", dimension)
        .with("neighbours", neighbours)
        .asMap();
  }

  @Override
  public Measurement measure(Rounds rounds, Progress progress) throws IOException {
    FeatureSet asking = features("queries", queries);
    FeatureSet asked = features("gallery", gallery);
    Timings timings =
        rounds.time(round -> Retrieval.of(asking, asked, neighbours).recall(1), progress);
    double products = (double) queries * gallery * dimension;
    return Measurement.of(timings)
        .with("seconds", timings.median())
        .with("gigaproducts_per_second", products / 1e9 / timings.median());
  }

  private FeatureSet features(String name, int rows) {
    RandomGenerator random = new Seeds(0).stream(name);
    float[] values = new float[rows * dimension];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (1 + random.nextGaussian());
    }
    return new FeatureSet(
        values, dimension, new int[rows], Collections.nCopies(rows, ""), Map.of());
  }
}
