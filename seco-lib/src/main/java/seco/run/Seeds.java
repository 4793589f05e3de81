package seco.run;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * All randomness of a run from one seed, as named streams.
 *
 * <p>A stream is addressed by its name and numbers, for example {@code stream("augment", step,
 * row)}, and starts anew at each call. What is drawn therefore depends neither on the order of the
 * calls nor on the thread, and a resumed run has no generator's state to restore.
 */
public record Seeds(long seed) {
  /** The generator at an address; the same address gives the same numbers on every machine. */
  public RandomGenerator stream(String name, long... numbers) {
    long hash = mix(seed + 0x9E3779B97F4A7C15L);
    for (int i = 0; i < name.length(); i++) {
      hash = mix(hash ^ name.charAt(i));
    }
    for (long number : numbers) {
      hash = mix(hash + 0x9E3779B97F4A7C15L ^ mix(number));
    }
    return new SplittableRandom(hash);
  }

  /** A permutation of 0..n-1 from the stream at an address. */
  public int[] permutation(int n, String name, long... numbers) {
    RandomGenerator random = stream(name, numbers);
    int[] order = new int[n];
    for (int i = 0; i < n; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }

  /** The finaliser of SplitMix64: every bit of the input moves every bit of the output. */
  private static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
