package seco.dataset;

import java.io.IOException;

/**
 * Makes numbered batches of plain bytes; called from any thread, the same for the same number.
 *
 * @param <B> a batch that can be filled again and again
 */
public interface BatchSource<B> {
  /** An empty batch of the right size. */
  B newBatch();

  /** Fills a batch. */
  void fill(long number, B batch) throws IOException;
}
