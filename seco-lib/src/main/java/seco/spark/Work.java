package seco.spark;

import java.io.IOException;
import java.io.Serializable;

/**
 * What an executor does with one piece. It may be done again after a failure, by another executor,
 * and must then change nothing that is finished.
 *
 * @param <T> what a piece is
 * @param <R> what it results in
 */
@FunctionalInterface
interface Work<T extends Serializable, R extends Serializable> extends Serializable {
  /**
   * @throws seco.InputException if the input is bad, so that trying again is in vain
   */
  R on(T piece) throws IOException, InterruptedException;
}
