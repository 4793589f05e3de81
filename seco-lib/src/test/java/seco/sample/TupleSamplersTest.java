package seco.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class TupleSamplersTest {
  private static final int DRAWS = 2000;

  /** Requires what every sampler promises, at its least number of frames and at more. */
  private static List<FrameTuple> draws(TupleSampler sampler, int frames) {
    Random random = new Random(5);
    List<FrameTuple> tuples = new ArrayList<>();
    for (int i = 0; i < DRAWS; i++) {
      FrameTuple tuple = sampler.sample(frames, 7, random);
      assertEquals(sampler.size(), tuple.frames().size());
      assertTrue(tuple.frames().stream().allMatch(frame -> frame >= 0 && frame < frames));
      tuples.add(tuple);
    }
    return tuples;
  }

  @Test
  void anchoredTuple_isTheSamplersSequenceWithItsAnchorTwice() {
    FrameIndices sequence = new Halves().sample(20, new Random(3));
    FrameTuple tuple = new AnchoredTuple(new Halves()).sample(20, 7, new Random(3));
    assertEquals(
        List.of(sequence.query(), sequence.query(), sequence.earlier(), sequence.later()),
        tuple.frames());
    assertEquals(sequence.queryFirst() ? 1 : 0, tuple.answer());
  }

  @Test
  void stillTuple_ofOne_asksForTheLabel() {
    assertEquals(new FrameTuple(List.of(0), 7), new StillTuple(1).sample(1, 7, new Random(1)));
    assertEquals(new FrameTuple(List.of(0, 0), 1), new StillTuple(2).sample(1, 7, new Random(1)));
    Set<Integer> seen = new HashSet<>();
    draws(new StillTuple(2), 6).forEach(tuple -> seen.addAll(tuple.frames()));
    assertEquals(Set.of(0, 1, 2, 3, 4, 5), seen);
  }

  @Test
  void pairedTuple_showsDifferentFramesTwiceInTheSameOrder() {
    for (FrameTuple tuple : draws(new PairedTuple(3), 4)) {
      assertEquals(tuple.frames().subList(0, 3), tuple.frames().subList(3, 6));
      assertEquals(3, new HashSet<>(tuple.frames()).size());
    }
  }

  @Test
  void verifiedTuple_ofFiveFrames_isOneOfThreeEitherWayRound() {
    List<List<Integer>> right = List.of(List.of(1, 2, 3), List.of(3, 2, 1));
    List<List<Integer>> wrong =
        List.of(List.of(1, 0, 3), List.of(3, 0, 1), List.of(1, 4, 3), List.of(3, 4, 1));
    List<FrameTuple> tuples = draws(new VerifiedTuple(), 5);
    for (FrameTuple tuple : tuples) {
      assertTrue((tuple.answer() == 1 ? right : wrong).contains(tuple.frames()), "" + tuple);
    }
    assertEquals(6, new HashSet<>(tuples).size());
    double share = tuples.stream().mapToInt(FrameTuple::answer).average().orElseThrow();
    assertEquals(0.5, share, 0.05);
  }

  @Test
  void permutedTuple_ofFourFrames_isItsAnswersOrderOrTheReverse() {
    List<List<Integer>> orders =
        List.of(
            List.of(0, 1, 2, 3),
            List.of(0, 1, 3, 2),
            List.of(0, 2, 1, 3),
            List.of(0, 2, 3, 1),
            List.of(0, 3, 1, 2),
            List.of(0, 3, 2, 1),
            List.of(1, 0, 2, 3),
            List.of(1, 0, 3, 2),
            List.of(1, 2, 0, 3),
            List.of(1, 3, 0, 2),
            List.of(2, 0, 1, 3),
            List.of(2, 1, 0, 3));
    List<FrameTuple> tuples = draws(new PermutedTuple(), 4);
    for (FrameTuple tuple : tuples) {
      List<Integer> reverse = new ArrayList<>(tuple.frames());
      Collections.reverse(reverse);
      List<Integer> order = orders.get(tuple.answer());
      assertTrue(order.equals(tuple.frames()) || order.equals(reverse), "" + tuple);
    }
    assertEquals(12, PermutedTuple.answers());
    assertEquals(24, new HashSet<>(tuples).size());
  }

  @Test
  void permutedTuple_ofMoreFrames_ranksThem() {
    for (FrameTuple tuple : draws(new PermutedTuple(), 9)) {
      List<Integer> sorted = tuple.frames().stream().sorted().toList();
      List<Integer> ranks = tuple.frames().stream().map(sorted::indexOf).toList();
      boolean inOrder = ranks.equals(List.of(0, 1, 2, 3)) || ranks.equals(List.of(3, 2, 1, 0));
      assertEquals(tuple.answer() == 0, inOrder, "" + tuple);
    }
  }
}
