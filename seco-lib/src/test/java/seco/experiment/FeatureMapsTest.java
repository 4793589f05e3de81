package seco.experiment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import seco.model.ResNetConfig;
import seco.model.SecoEncoder;
import seco.tensor.Gradients;

class FeatureMapsTest {
  private static final int PIXELS = 64;

  @Test
  void activity_ofAMap_isTheMeanOverItsChannels() {
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray map = manager.arange(16f).reshape(new Shape(2, 2, 2, 2));
      assertArrayEquals(new double[] {10, 11}, FeatureMaps.activity(map, 1)[0]);
      assertArrayEquals(new double[] {14, 15}, FeatureMaps.channel(map, 1, 1)[1]);
    }
  }

  @Test
  void within_evenField_growsAsTheSquare() {
    double[][] even = new double[5][5];
    Arrays.stream(even).forEach(row -> Arrays.fill(row, 3));
    assertArrayEquals(new double[] {1 / 25.0, 9 / 25.0, 1}, FeatureMaps.within(even), 1e-9);
  }

  @Test
  void receptiveFields_ofTheFirstStages_lieWithinTheirArithmetic() {
    try (NDManager manager = NDManager.newBaseManager()) {
      SecoEncoder encoder = encoder(manager);
      NDArray images = images(manager);
      List<double[][]> fields = FeatureMaps.receptiveFields(encoder, images);
      List<Anatomy.Stage> stages = Anatomy.stages(encoder, PIXELS);
      for (int stage = 0; stage < 2; stage++) {
        int extent = extent(fields.get(stage));
        int reach = stages.get(stage).receptiveField();
        assertTrue(extent <= reach && extent > reach / 2, stage + ": " + extent + " of " + reach);
      }
      assertEquals(PIXELS, extent(fields.get(4)));
    }
  }

  @Test
  void receptiveFields_measuring_leavesTheEncoderAlone() {
    try (NDManager manager = NDManager.newBaseManager()) {
      SecoEncoder encoder = encoder(manager);
      NDArray images = images(manager);
      Gradients.off();
      float[] before = encoder.features(images, false).toFloatArray();
      FeatureMaps.receptiveFields(encoder, images);
      assertArrayEquals(before, encoder.features(images, false).toFloatArray());
    }
  }

  private static SecoEncoder encoder(NDManager manager) {
    ResNetConfig trunk = new ResNetConfig(18, 8, 0);
    return SecoEncoder.create(manager, trunk, SecoEncoder.Heads.SHARED, new Random(0));
  }

  private static NDArray images(NDManager manager) {
    float[] values = new float[2 * 3 * PIXELS * PIXELS];
    Random random = new Random(1);
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return manager.create(values, new Shape(2, 3, PIXELS, PIXELS));
  }

  /** Width of the smallest middle strip of columns outside which nothing is above 0. */
  private static int extent(double[][] field) {
    int first = PIXELS;
    int last = -1;
    for (double[] row : field) {
      for (int x = 0; x < row.length; x++) {
        if (row[x] > 0) {
          first = Math.min(first, x);
          last = Math.max(last, x);
        }
      }
    }
    return last - first + 1;
  }
}
