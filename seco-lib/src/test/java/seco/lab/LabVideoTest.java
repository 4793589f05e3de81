package seco.lab;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import seco.run.Seeds;
import seco.video.Frame;

class LabVideoTest {
  private static final LabConfig SMALL = LabConfig.standard().with("pixels", 64).with("frames", 12);

  private static LabVideo video(LabConfig config, long seed, LabSplit split, int number) {
    return LabVideo.trimmed(config, new Seeds(seed), number % 10, split.ordinal(), number);
  }

  private static Frame frame(LabConfig config, long seed, LabSplit split, int number, int frame) {
    try (LabVideo video = video(config, seed, split, number)) {
      return video.shoot(frame).frame();
    }
  }

  @Test
  void video_ofTheSameSeed_hasTheSamePixelsInAnyOrder() {
    try (LabVideo first = video(SMALL, 1, LabSplit.TRAIN, 7);
        LabVideo second = video(SMALL, 1, LabSplit.TRAIN, 7)) {
      for (int i = 0; i < 12; i++) {
        int backwards = 11 - i;
        LabVideo.Shot shot = second.shoot(backwards);
        assertArrayEquals(first.shoot(backwards).frame().rgb(), shot.frame().rgb());
        assertEquals(first.shoot(backwards).truth(), shot.truth());
      }
    }
  }

  @Test
  void videos_ofOtherSeedSplitOrNumber_differ() {
    Set<Integer> seen = new HashSet<>();
    int shots = 0;
    for (long seed = 1; seed <= 3; seed++) {
      for (LabSplit split : LabSplit.values()) {
        for (int number = 0; number < 20; number++) {
          seen.add(Arrays.hashCode(frame(SMALL, seed, split, number, 0).rgb()));
          shots++;
        }
      }
    }
    assertEquals(shots, seen.size(), "videos that are equal pixel by pixel");
  }

  @Test
  void videos_ofOneActionInOneScene_areOtherInstances() {
    LabConfig own = SMALL.withSceneBias(1).with("noise", 0);
    Set<Integer> seen = new HashSet<>();
    for (int number = 0; number < 300; number += 10) {
      for (LabSplit split : LabSplit.values()) {
        seen.add(Arrays.hashCode(frame(own, 1, split, number, 6).rgb()));
      }
    }
    assertEquals(90, seen.size());
  }

  @Test
  void sceneBias_changesTheSceneAndNothingElse() {
    int changed = 0;
    for (int number = 0; number < 20; number++) {
      try (LabVideo free = video(SMALL.withSceneBias(0), 1, LabSplit.TEST, number);
          LabVideo biased = video(SMALL.withSceneBias(1), 1, LabSplit.TEST, number)) {
        assertEquals(free.mirrored(), biased.mirrored());
        assertEquals(free.size(), biased.size());
        assertEquals(free.stillFrame(), biased.stillFrame());
        assertEquals(free.cuts(), biased.cuts());
        for (int i = 0; i < 12; i += 4) {
          LabVideo.Shot without = free.shoot(i);
          LabVideo.Shot with = biased.shoot(i);
          assertEquals(without.truth(), with.truth());
          boolean same = Arrays.equals(without.frame().rgb(), with.frame().rgb());
          assertEquals(free.scene() == biased.scene(), same);
          if (!same) {
            changed++;
            assertFigureStays(without, with.frame());
          }
        }
      }
    }
    assertTrue(changed > 20, changed + " of 60 frames with another scene");
  }

  /** Many pixels in the figure's box are the figure's, and those are equal. */
  private static void assertFigureStays(LabVideo.Shot shot, Frame other) {
    FrameTruth box = shot.truth();
    int equal = 0;
    int all = 0;
    for (int y = (int) box.y(); y < box.y() + box.height() && y < 64; y++) {
      for (int x = (int) box.x(); x < box.x() + box.width() && x < 64; x++) {
        all++;
        equal += difference(shot.frame(), other, x, y) == 0 ? 1 : 0;
      }
    }
    assertTrue(equal > 0.15 * all, equal + " of " + all + " pixels of the box are the figure's");
  }

  private static int difference(Frame a, Frame b, int x, int y) {
    int sum = 0;
    for (int c = 0; c < 3; c++) {
      sum += Math.abs(a.value(x, y, c) - b.value(x, y, c));
    }
    return sum;
  }

  /**
   * Two videos that differ in the figure's place only: what differs lies in the boxes, and fills
   * them from edge to edge.
   */
  @Test
  void box_ofAFigure_containsItAndFitsIt() {
    LabConfig still =
        SMALL
            .with("positionDrift", 0)
            .with("maximumSize", 0.7)
            .with("minimumSize", 0.3)
            .with("maximumSize", 0.3);
    int compared = 0;
    for (int number = 0; number < 60; number++) {
      try (LabVideo here = video(still.with("positionSpread", 0), 2, LabSplit.TRAIN, number);
          LabVideo there = video(still.with("positionSpread", 0.25), 2, LabSplit.TRAIN, number)) {
        LabVideo.Shot a = here.shoot(5);
        LabVideo.Shot b = there.shoot(5);
        if (inside(a.truth()) && inside(b.truth()) && apart(a.truth(), b.truth())) {
          assertBoxes(a, b);
          compared++;
        }
      }
    }
    assertTrue(compared >= 5, "only " + compared + " videos could be compared");
  }

  private static boolean inside(FrameTruth box) {
    return box.x() > 0 && box.y() > 0 && box.x() + box.width() < 64 && box.y() + box.height() < 64;
  }

  private static boolean apart(FrameTruth a, FrameTruth b) {
    return a.x() + a.width() + 4 < b.x() || b.x() + b.width() + 4 < a.x();
  }

  private static void assertBoxes(LabVideo.Shot a, LabVideo.Shot b) {
    for (FrameTruth box : new FrameTruth[] {a.truth(), b.truth()}) {
      double left = 64;
      double top = 64;
      double right = 0;
      double bottom = 0;
      for (int y = 0; y < 64; y++) {
        for (int x = 0; x < 64; x++) {
          if (difference(a.frame(), b.frame(), x, y) > 0) {
            assertTrue(near(a.truth(), x, y) || near(b.truth(), x, y), x + ", " + y);
            if (near(box, x, y)) {
              left = Math.min(left, x);
              top = Math.min(top, y);
              right = Math.max(right, x + 1);
              bottom = Math.max(bottom, y + 1);
            }
          }
        }
      }
      assertEquals(box.x(), left, 2, "left edge");
      assertEquals(box.y(), top, 2, "upper edge");
      assertEquals(box.x() + box.width(), right, 2, "right edge");
      assertEquals(box.y() + box.height(), bottom, 2, "lower edge");
    }
  }

  /** Within the box or a pixel beside it, as edges are soft. */
  private static boolean near(FrameTruth box, int x, int y) {
    return x + 1 > box.x() - 1
        && y + 1 > box.y() - 1
        && x < box.x() + box.width() + 1
        && y < box.y() + box.height() + 1;
  }

  @Test
  void scenes_belongToTheirActionsAsOftenAsTheBiasSays() {
    LabConfig tiny = SMALL.with("pixels", 32).with("maximumCuts", 0);
    int own = 0;
    int matching = 0;
    int[] kinds = new int[SceneKind.values().length];
    int count = 1000;
    for (int number = 0; number < count; number++) {
      try (LabVideo half = video(tiny.withSceneBias(0.5), 1, LabSplit.TRAIN, number);
          LabVideo none = video(tiny.withSceneBias(0), 1, LabSplit.TRAIN, number)) {
        own += half.ownScene() ? 1 : 0;
        assertTrue(!half.ownScene() || half.scene() == SceneKind.of(number % 10));
        assertFalse(none.ownScene());
        matching += none.scene() == SceneKind.of(number % 10) ? 1 : 0;
        kinds[none.scene().ordinal()]++;
      }
    }
    assertEquals(0.5, own / (double) count, 0.041, "own scenes, 99 % interval");
    assertEquals(0.1, matching / (double) count, 0.025, "scenes that fit by chance");
    for (int kind : kinds) {
      assertEquals(0.1, kind / (double) count, 0.035, Arrays.toString(kinds));
    }
  }

  @Test
  void progress_ofATrimmedVideo_runsFromStartToEnd() {
    for (int number = 0; number < 20; number++) {
      try (LabVideo video = video(SMALL, 4, LabSplit.TRAIN, number)) {
        double before = -1;
        for (int i = 0; i < video.frames(); i++) {
          FrameTruth truth = video.shoot(i).truth();
          assertEquals(number % 10, truth.label());
          assertEquals(0, truth.segment());
          assertTrue(truth.progress() >= before, "time runs backwards");
          before = truth.progress();
        }
        assertTrue(before > 0.85, "the action ends at " + before);
        assertEquals(0, video.shoot(0).truth().progress(), 1e-9);
      }
    }
  }

  @Test
  void untrimmedVideo_holdsTwoToFourPerformancesAndIdleStretches() {
    Set<Integer> counts = new HashSet<>();
    for (int number = 0; number < 20; number++) {
      try (LabVideo video = LabVideo.untrimmed(SMALL, new Seeds(1), 4, 0, number)) {
        assertEquals(36, video.frames());
        int last = -1;
        int idle = 0;
        double progress = 0;
        for (int i = 0; i < video.frames(); i++) {
          FrameTruth truth = video.shoot(i).truth();
          if (truth.label() < 0) {
            assertEquals(-1, truth.segment());
            idle++;
            continue;
          }
          assertEquals(4, truth.label());
          assertTrue(truth.segment() == last || truth.segment() == last + 1);
          assertTrue(truth.segment() > last || truth.progress() >= progress);
          last = truth.segment();
          progress = truth.progress();
        }
        assertTrue(idle > 0 && idle < 24, idle + " idle frames of 36");
        counts.add(last + 1);
      }
    }
    assertEquals(Set.of(2, 3, 4), counts, "performances");
  }
}
