package seco.lab;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static seco.lab.SmallVideos.SMALL;
import static seco.lab.SmallVideos.video;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import seco.run.Seeds;
import seco.video.Frame;

class LabVideoTest {
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
