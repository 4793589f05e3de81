package seco.track;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.random.RandomGenerator;
import seco.InputException;
import seco.run.Seeds;
import seco.video.Frame;

/**
 * Draws pairs of frames of one sequence: the exemplar is the earlier one. The same numbers give the
 * same pair on any thread.
 */
final class PairSampler {
  private static final int MOST_GAP = 100;
  private static final int GAP_TRIES = 100;
  private static final int SEQUENCE_TRIES = 10_000;

  private final List<Sequence> sequences;
  private final int perSequence;
  private final int batchSize;
  private final Seeds seeds;
  private final int[] permutation;
  private final ConcurrentMap<Integer, int[]> frames = new ConcurrentHashMap<>();
  private volatile Order order = new Order(-1, new int[0]); // of the epoch that was asked for last

  /**
   * @param perSequence pairs of each sequence in an epoch
   */
  PairSampler(List<Sequence> sequences, int perSequence, int batchSize, Seeds seeds) {
    this.sequences = List.copyOf(sequences);
    this.perSequence = perSequence;
    this.batchSize = batchSize;
    this.seeds = seeds;
    permutation = seeds.permutation(sequences.size(), "sequences");
    if ((long) sequences.size() * perSequence > Integer.MAX_VALUE) {
      throw new InputException(
          "training.pairs.perSequence %d: with %d sequences more pairs an epoch than %d"
              .formatted(perSequence, sequences.size(), Integer.MAX_VALUE));
    }
    if (batchesPerEpoch() < 1) {
      throw new InputException(
          "%d pairs an epoch (%d sequences, %d each) are less than a batch of %d"
              .formatted(pairsPerEpoch(), sequences.size(), perSequence, batchSize));
    }
  }

  /**
   * A pair of frames.
   *
   * @param sequence of both
   * @param exemplar number of the earlier frame
   * @param search number of the later one, or the same
   */
  record Pair(Sequence sequence, int exemplar, int search) {}

  /** The order of an epoch's pairs. */
  private record Order(long epoch, int[] items) {}

  private int pairsPerEpoch() {
    return sequences.size() * perSequence;
  }

  /** Whole batches of an epoch; pairs that do not fill one are left out. */
  int batchesPerEpoch() {
    return pairsPerEpoch() / batchSize;
  }

  /** The pairs of a batch: every sequence has its turns in an order drawn for the epoch. */
  Pair[] batch(long epoch, int batch) {
    int[] items = order(epoch);
    Pair[] pairs = new Pair[batchSize];
    for (int i = 0; i < batchSize; i++) {
      int item = items[batch * batchSize + i];
      pairs[i] = pair(item, seeds.stream("pair", epoch, item));
    }
    return pairs;
  }

  private int[] order(long epoch) {
    Order known = order;
    if (known.epoch != epoch) {
      known = new Order(epoch, seeds.permutation(pairsPerEpoch(), "order", epoch));
      order = known;
    }
    return known.items;
  }

  private Pair pair(int item, RandomGenerator random) {
    int number = permutation[item % sequences.size()];
    for (int i = 0; i < SEQUENCE_TRIES; i++) {
      int[] usable = frames.computeIfAbsent(number, this::usable);
      if (usable.length >= 2) {
        return pair(sequences.get(number), usable, random);
      }
      number = random.nextInt(sequences.size());
    }
    throw new InputException(
        "no sequence with two frames to learn from (boxes of 20 to 500 pixels, 1 to 50 % of the"
            + " picture, no longer than four times their width)");
  }

  private int[] usable(int number) {
    Sequence sequence = sequences.get(number);
    Frame first = sequence.frame(0);
    return PairFilter.frames(sequence, first.width(), first.height());
  }

  static Pair pair(Sequence sequence, int[] usable, RandomGenerator random) {
    if (usable.length == 2) {
      return new Pair(sequence, usable[0], usable[1]);
    }
    for (int i = 0; i < GAP_TRIES; i++) {
      int a = random.nextInt(usable.length);
      int b = random.nextInt(usable.length - 1);
      int other = b >= a ? b + 1 : b; // another one
      int earlier = usable[Math.min(a, other)];
      int later = usable[Math.max(a, other)];
      if (later - earlier < MOST_GAP) {
        return new Pair(sequence, earlier, later);
      }
    }
    int one = usable[random.nextInt(usable.length)];
    return new Pair(sequence, one, one);
  }
}
