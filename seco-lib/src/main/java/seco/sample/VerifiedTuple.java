package seco.sample;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Three frames that stand in the order of time, or do not: of five frames {@code a < b < c < d < e}
 * a right tuple is {@code (b, c, d)}, a wrong one {@code (b, a, d)} or {@code (b, e, d)}, whose
 * ends are a right one's. Half of all tuples are shown backwards, which changes nothing of the
 * answer: 1 where the middle one lies between the others, else 0. Both are equally frequent.
 *
 * @see <a href="https://arxiv.org/abs/1603.08561">Misra, Zitnick, Hebert: Shuffle and Learn (2016),
 *     section 3</a>
 */
public record VerifiedTuple() implements TupleSampler {
  @Override
  public int minimumFrames() {
    return 5;
  }

  @Override
  public int size() {
    return 3;
  }

  @Override
  public int queries() {
    return 3;
  }

  @Override
  public FrameTuple sample(int frames, int label, RandomGenerator random) {
    int[] five = random.ints(0, frames).distinct().limit(5).sorted().toArray();
    boolean right = random.nextBoolean();
    int middle = right ? five[2] : random.nextBoolean() ? five[0] : five[4];
    List<Integer> tuple = new ArrayList<>(List.of(five[1], middle, five[3]));
    if (random.nextBoolean()) {
      Collections.reverse(tuple);
    }
    return new FrameTuple(tuple, right ? 1 : 0);
  }
}
