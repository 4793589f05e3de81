package seco.sample;

import java.util.List;

/**
 * The orders in which three clips can be shown, as the answers of a choice: numbered in their
 * lexical order, 0 for the order of time.
 */
public final class ClipPermutation {
  private static final List<List<Integer>> ORDERS =
      List.of(
          List.of(0, 1, 2),
          List.of(0, 2, 1),
          List.of(1, 0, 2),
          List.of(1, 2, 0),
          List.of(2, 0, 1),
          List.of(2, 1, 0));

  private ClipPermutation() {}

  /** How many there are. */
  public static int answers() {
    return ORDERS.size();
  }

  /** The clip, by its place in time, that an order shows at each place. */
  public static List<Integer> of(int answer) {
    return ORDERS.get(answer);
  }
}
