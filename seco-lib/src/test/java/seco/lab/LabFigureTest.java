package seco.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static seco.lab.SmallVideos.SMALL;
import static seco.lab.SmallVideos.video;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import seco.video.Frame;

/** The figure of a video: where its box says, and the same in every scene. */
class LabFigureTest {
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
}
