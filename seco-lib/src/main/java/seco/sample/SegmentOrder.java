package seco.sample;

import java.util.random.RandomGenerator;

/** In which order the segments of a clip are shown. */
public enum SegmentOrder {
  /** All orders alike, also the clip as it was: half of the clips of two segments. The authors'. */
  ANY {
    @Override
    public int[] draw(int segments, RandomGenerator random) {
      return permutation(segments, random);
    }
  },
  /** Only orders in which no segment keeps its place. */
  DERANGED {
    @Override
    public int[] draw(int segments, RandomGenerator random) {
      if (segments < 2) {
        throw new IllegalArgumentException(segments + " segments cannot all change their places");
      }
      int[] order = permutation(segments, random);
      while (keepsAny(order)) {
        order = permutation(segments, random);
      }
      return order;
    }
  };

  /**
   * An order by chance.
   *
   * @return the segment that comes to each place
   */
  public abstract int[] draw(int segments, RandomGenerator random);

  private static int[] permutation(int n, RandomGenerator random) {
    int[] order = new int[n];
    for (int i = 0; i < n; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }

  private static boolean keepsAny(int... order) {
    for (int i = 0; i < order.length; i++) {
      if (order[i] == i) {
        return true;
      }
    }
    return false;
  }
}
