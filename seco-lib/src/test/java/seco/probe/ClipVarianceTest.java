package seco.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ClipVarianceTest {
  @Test
  void of_twoVideosOfTwoClips_byHand() {
    FeatureSet clips =
        new FeatureSet(
            new float[] {0, 0, 2, 0, 10, 0, 10, 4},
            2,
            new int[] {0, 0, 1, 1},
            List.of("a.mp4#0", "a.mp4#1", "b.mp4#0", "b.mp4#1"),
            Map.of());
    // Means (1, 0) and (10, 2), of all (5.5, 1): within (1 + 4) / 2, between 4.5^2 + 1.
    ClipVariance variance = ClipVariance.of(clips);
    assertEquals(2.5, variance.within(), 1e-6);
    assertEquals(21.25, variance.between(), 1e-6);
    assertEquals(2.5 / 23.75, variance.withinShare(), 1e-9);
  }

  @Test
  void of_equallyManyClips_addUpToTheSpreadOfAll() {
    Random random = new Random(3);
    float[] values = new float[6 * 10 * 5];
    String[] names = new String[60];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
      names[i / 5] = "v" + i / 50 + ".mp4#" + i / 5 % 10;
    }
    FeatureSet clips = new FeatureSet(values, 5, new int[60], List.of(names), Map.of());
    double[] middle = Centring.mean(clips);
    double spread = 0;
    for (int i = 0; i < values.length; i++) {
      spread += Math.pow(values[i] - middle[i % 5], 2) / 60;
    }
    ClipVariance variance = ClipVariance.of(clips);
    assertEquals(spread, variance.within() + variance.between(), 1e-5);
  }
}
