package seco.sample;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Four frames in a random order, to be sorted. An order and its reverse are one answer, as many
 * actions look the same backwards: 24 orders, 12 answers. Answers are numbered in the lexical order
 * of those orders whose first place is below their last one.
 *
 * @see <a href="https://arxiv.org/abs/1708.01246">Lee, Huang, Singh, Yang: Unsupervised
 *     Representation Learning by Sorting Sequences (2017), section 3</a>
 */
public record PermutedTuple() implements TupleSampler {
  private static final int FRAMES = 4;
  private static final List<List<Integer>> ORDERS = orders();

  /** How many answers there are. */
  public static int answers() {
    return ORDERS.size();
  }

  @Override
  public int minimumFrames() {
    return FRAMES;
  }

  @Override
  public int size() {
    return FRAMES;
  }

  @Override
  public int queries() {
    return FRAMES;
  }

  @Override
  public FrameTuple sample(int frames, int label, RandomGenerator random) {
    int[] sorted = random.ints(0, frames).distinct().limit(FRAMES).sorted().toArray();
    int answer = random.nextInt(ORDERS.size());
    List<Integer> shown = new ArrayList<>();
    ORDERS.get(answer).forEach(place -> shown.add(sorted[place]));
    if (random.nextBoolean()) {
      Collections.reverse(shown);
    }
    return new FrameTuple(shown, answer);
  }

  private static List<List<Integer>> orders() {
    List<List<Integer>> orders = new ArrayList<>();
    extend(List.of(), orders);
    return List.copyOf(orders);
  }

  private static void extend(List<Integer> begun, List<List<Integer>> orders) {
    if (begun.size() == FRAMES) {
      if (begun.get(0) < begun.get(FRAMES - 1)) {
        orders.add(begun);
      }
      return;
    }
    for (int place = 0; place < FRAMES; place++) {
      if (!begun.contains(place)) {
        List<Integer> longer = new ArrayList<>(begun);
        longer.add(place);
        extend(List.copyOf(longer), orders);
      }
    }
  }
}
