package seco.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SeedsTest {
  private static final Seeds SEEDS = new Seeds(1);

  /** Other numbers here mean that no earlier run can be repeated. */
  @Test
  void stream_fixedAddresses_giveTheKnownNumbers() {
    assertEquals(-580519476759089857L, SEEDS.stream("encoder").nextLong());
    assertEquals(-5613367261709889200L, SEEDS.stream("augment", 3, 7).nextLong());
    assertEquals(-5970105824593227592L, new Seeds(-5).stream("").nextLong());
    assertArrayEquals(new int[] {6, 0, 2, 1, 4, 7, 3, 5}, SEEDS.permutation(8, "epoch", 2));
  }

  @Test
  void stream_sameAddress_startsAnew() {
    assertArrayEquals(
        SEEDS.stream("a", 1, 2).longs(10).toArray(), SEEDS.stream("a", 1, 2).longs(10).toArray());
  }

  @Test
  void stream_otherAddresses_areAllDifferent() {
    Set<Long> firsts = new HashSet<>();
    for (long seed = 0; seed < 20; seed++) {
      for (String name : new String[] {"", "a", "b", "ab", "ba"}) {
        Seeds seeds = new Seeds(seed);
        firsts.add(seeds.stream(name).nextLong());
        for (long n = -2; n < 20; n++) {
          firsts.add(seeds.stream(name, n).nextLong());
          firsts.add(seeds.stream(name, n, 0).nextLong());
          firsts.add(seeds.stream(name, 0, n, 0).nextLong());
        }
      }
    }
    assertEquals(20 * 5 * (1 + 3 * 22), firsts.size());
  }

  @Test
  void stream_neighbouringAddresses_areUncorrelated() {
    int count = 20_000;
    double mean = 0;
    double product = 0;
    for (int i = 0; i < count; i++) {
      double here = SEEDS.stream("x", i).nextDouble() - 0.5;
      mean += here / count;
      product += here * (SEEDS.stream("x", i + 1).nextDouble() - 0.5) / count;
    }
    assertEquals(0, mean, 5 * 0.289 / Math.sqrt(count));
    assertEquals(0, product, 5 / 12.0 / Math.sqrt(count));
  }

  @Test
  void permutation_anySize_holdsEachNumberOnce() {
    for (int n = 0; n < 40; n++) {
      int[] order = SEEDS.permutation(n, "epoch", n);
      Arrays.sort(order);
      assertArrayEquals(IntStream.range(0, n).toArray(), order);
    }
  }

  @Test
  void permutation_threeNumbers_allOrdersAsOften() {
    int[] counts = new int[27];
    for (int i = 0; i < 6000; i++) {
      int[] order = SEEDS.permutation(3, "epoch", i);
      counts[9 * order[0] + 3 * order[1] + order[2]]++;
    }
    int[] used = Arrays.stream(counts).filter(count -> count > 0).toArray();
    assertEquals(6, used.length);
    for (int count : used) {
      assertTrue(Math.abs(count - 1000) < 5 * Math.sqrt(1000), "count " + count);
    }
  }
}
