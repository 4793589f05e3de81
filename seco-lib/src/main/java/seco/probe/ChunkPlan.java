package seco.probe;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import seco.dataset.CentreFrames;

/**
 * The frames of some chunks in batches. A batch ends where its chunk ends, so that a chunk's
 * features do not depend on which others are computed with it.
 */
final class ChunkPlan implements CentreFrames.Plan {
  private final FeatureRows rows;
  private final FeatureChunks chunks;
  private final int[] numbers;
  private final int batchSize;
  private final int[] firstBatch; // of each listed chunk, and the number of all
  private long frames;

  ChunkPlan(FeatureRows rows, FeatureChunks chunks, int[] numbers, int batchSize) {
    this.rows = rows;
    this.chunks = chunks;
    this.numbers = numbers;
    this.batchSize = batchSize;
    firstBatch = new int[numbers.length + 1];
    for (int i = 0; i < numbers.length; i++) {
      int count = 0;
      for (int row = chunks.first(numbers[i]); row < chunks.end(numbers[i]); row++) {
        count += rows.row(row).frames().length;
      }
      frames += count;
      firstBatch[i + 1] = firstBatch[i] + (count + batchSize - 1) / batchSize;
    }
  }

  /** All frames of the listed chunks. */
  long frames() {
    return frames;
  }

  /** The number of batches of the chunk that is listed in a place. */
  int batchesOf(int place) {
    return firstBatch[place + 1] - firstBatch[place];
  }

  @Override
  public int batches() {
    return firstBatch[numbers.length];
  }

  @Override
  public int batchSize() {
    return batchSize;
  }

  /** The frames of a batch; their rows count from the first of their chunk. */
  @Override
  public List<CentreFrames.Request> batch(int number) {
    int found = Arrays.binarySearch(firstBatch, number);
    int place = found >= 0 ? found : -found - 2;
    while (firstBatch[place + 1] == number) {
      place++; // a chunk without frames
    }
    int skipped = (number - firstBatch[place]) * batchSize;
    int first = chunks.first(numbers[place]);
    List<CentreFrames.Request> batch = new ArrayList<>(batchSize);
    int at = 0;
    for (int row = first; row < chunks.end(numbers[place]) && batch.size() < batchSize; row++) {
      FeatureRows.Row one = rows.row(row);
      int from = Math.max(0, skipped - at);
      for (int i = from; i < one.frames().length && batch.size() < batchSize; i++) {
        batch.add(new CentreFrames.Request(one.video(), one.frames()[i], row - first));
      }
      at += one.frames().length;
    }
    return batch;
  }
}
