package seco.probe;

/**
 * How the rows of a feature file are divided into chunks, each of which is computed and kept by
 * itself: successive rows of about two thousand frames. The division depends on the rows alone.
 *
 * @param rows of the file
 * @param rowsPerChunk all chunks but the last have
 */
public record FeatureChunks(int rows, int rowsPerChunk) {
  private static final int FRAMES = 2048;

  static FeatureChunks of(FeatureRows rows) {
    return new FeatureChunks(rows.size(), Math.max(1, FRAMES / rows.framesPerRow()));
  }

  /** Number of chunks. */
  public int count() {
    return (rows + rowsPerChunk - 1) / rowsPerChunk;
  }

  /** The first row of a chunk. */
  public int first(int chunk) {
    return chunk * rowsPerChunk;
  }

  /** The row behind a chunk's last. */
  public int end(int chunk) {
    return Math.min(rows, first(chunk) + rowsPerChunk);
  }

  /** Number of rows of a chunk. */
  public int size(int chunk) {
    return end(chunk) - first(chunk);
  }
}
