package seco.experiment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import seco.loss.ShuffleRankLoss;
import seco.loss.TemporalCoherentLoss;
import seco.run.Seeds;

class SegmentPointsTest {
  /** So soft that a loss goes on pulling. */
  private static final TemporalCoherentLoss TOGETHER = new TemporalCoherentLoss(0.5);

  private static final ShuffleRankLoss APART = new ShuffleRankLoss(0.5, false);
  private static final SegmentPoints START = SegmentPoints.random(2, 2, new Seeds(1));

  @Test
  void descend_contrast_makesOnePointOfEachVideo_farFromTheOther() {
    SegmentPoints.Loss contrast = (first, second) -> TOGETHER.evaluate(first, second).loss();
    SegmentPoints end = START.descend(contrast, 1000, 0.1);
    assertTrue(end.evaluate(contrast) < START.evaluate(contrast), "loss");
    double[][][] at = end.degrees();
    for (double[][] video : at) {
      assertTrue(between(video[0][0], video[1][1]) < 20, "of one video");
    }
    assertTrue(between(at[0][0][0], at[1][0][0]) > 150, "of two videos");
  }

  @Test
  void descend_shuffleRank_putsSegmentsApart_eachTogetherWithItself() {
    SegmentPoints.Loss rank = (first, second) -> APART.evaluate(first, second).loss();
    double[][][] at = START.descend(rank, 1000, 0.1).degrees();
    for (double[][] video : at) {
      assertTrue(between(video[0][0], video[1][0]) < 45, "the same segment");
      assertTrue(between(video[0][1], video[1][1]) < 45, "the same segment");
      assertTrue(between(video[0][0], video[0][1]) > 120, "two segments");
    }
  }

  @Test
  void descend_lossOfOneAngle_movesByItsGradient() {
    SegmentPoints point = new SegmentPoints(new double[][][] {{{90, 90}, {90, 90}}});
    // x of the first clip's points, in the mean: its derivative by an angle at 90° is -1/2.
    SegmentPoints moved = point.descend((first, second) -> first.get("..., 0").mean(), 1, 0.2);
    double degrees = 90 + Math.toDegrees(0.1);
    assertArrayEquals(new double[] {degrees, degrees}, moved.degrees()[0][0], 1e-4);
    assertArrayEquals(new double[] {90, 90}, moved.degrees()[0][1], 1e-4);
  }

  @Test
  void random_sameSeed_samePoints() {
    assertArrayEquals(START.degrees(), SegmentPoints.random(2, 2, new Seeds(1)).degrees());
    assertEquals(2, START.videos());
  }

  private static double between(double a, double b) {
    double difference = Math.abs(a - b) % 360;
    return Math.min(difference, 360 - difference);
  }
}
