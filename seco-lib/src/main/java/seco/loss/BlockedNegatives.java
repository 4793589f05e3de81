package seco.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import seco.tensor.Arithmetic;
import seco.tensor.Rows;

/**
 * The log-sum-exp over a large memory with its gradient, in one pass over blocks of rows: never are
 * there more similarities at a time than a processor's cache holds, nor are any kept for a
 * gradient.
 *
 * <p>The gradient by the query is the mean of the memory's rows, weighted by the softmax; it is
 * gathered on the way, each block's share scaled by the highest similarity so far.
 */
final class BlockedNegatives {
  /** Similarities of a block: 1 MiB of float32. */
  private static final long BLOCK = 1 << 18;

  private static final int FEWEST_ROWS = 512;

  private final NDManager scope;
  private final NDArray query; // (N, D), without gradient, divided by the temperature
  private NDArray highest; // (N, 1)
  private NDArray sum; // (N, 1), of exponentials relative to the highest
  private NDArray weighted; // (N, D), the memory's rows times these exponentials

  private BlockedNegatives(NDManager scope, NDArray query) {
    this.scope = scope;
    this.query = query;
    long rows = query.getShape().get(0);
    highest = scope.full(new Shape(rows, 1), Float.NEGATIVE_INFINITY, query.getDataType());
    sum = scope.zeros(new Shape(rows, 1), query.getDataType());
    weighted = scope.zeros(query.getShape(), query.getDataType());
  }

  /** Whether so many similarities are better computed in blocks. */
  static boolean serve(long queries, long rows) {
    return queries * rows > BLOCK;
  }

  /**
   * The negatives of queries (N, D) in a memory (K, D).
   *
   * @param temperature by which similarities are divided
   */
  static InfoNce.Negatives of(NDArray query, NDArray memory, double temperature) {
    NDManager owner = query.getManager();
    try (NDManager scope = owner.newSubManager()) {
      NDArray scaled = Arithmetic.times(query.stopGradient(), 1 / temperature);
      scaled.attach(scope);
      BlockedNegatives blocks = new BlockedNegatives(scope, scaled);
      long step = Math.max(FEWEST_ROWS, BLOCK / query.getShape().get(0));
      long rows = memory.getShape().get(0);
      for (long from = 0; from < rows; from += step) {
        blocks.add(memory, from, Math.min(rows, from + step));
      }
      return blocks.result(owner, query, temperature);
    }
  }

  private void add(NDArray memory, long from, long to) {
    try (NDManager inner = scope.newSubManager()) {
      NDArray block = memory.get(new NDIndex("{}:{}", from, to)); // a view (B, D)
      block.attach(inner);
      NDArray similarities = query.matMul(block.transpose()); // (N, B)
      similarities.attach(inner);
      NDArray next = highest.maximum(similarities.max(new int[] {1}, true));
      NDArray earlier = highest.sub(next).exp(); // (N, 1), 0 before the first block
      NDArray exponentials = similarities.subi(next).exp();
      sum.muli(earlier).addi(exponentials.sum(new int[] {1}, true));
      weighted.muli(earlier).addi(exponentials.matMul(block));
      highest.close();
      highest = next;
    }
  }

  /** The value and, where a gradient is recorded, the way back to the query. */
  private InfoNce.Negatives result(NDManager owner, NDArray query, double temperature) {
    NDArray mean = weighted.div(sum); // (N, D), the softmax's
    mean.attach(owner); // the record needs it
    NDArray linear = Arithmetic.times(Rows.dot(query, mean), 1 / temperature); // (N)
    NDArray value = sum.log().addi(highest).squeeze(1).sub(linear.stopGradient());
    NDArray top = highest.squeeze(1);
    top.attach(owner);
    value.attach(owner);
    return new InfoNce.Negatives(linear.add(value), top);
  }
}
