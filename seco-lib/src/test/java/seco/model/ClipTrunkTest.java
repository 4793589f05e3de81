package seco.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import seco.model.ClipTrunkConfig.Kind;
import seco.tensor.Gradients;

/** The trunks for clips: how many weights, which shapes, which start values. */
class ClipTrunkTest {
  private final NDManager manager = NDManager.newBaseManager();

  @BeforeEach
  void withoutGradients() {
    Gradients.off();
  }

  @AfterEach
  void close() {
    manager.close();
  }

  @ParameterizedTest
  @CsvSource({
    "R3D, 64, 14361792",
    "R2PLUS1D, 64, 14365303",
    "C3D, 64, 27661440",
    "S3D, 64, 7910048",
    "S3DG, 64, 9098000",
    "FRAMES, 64, 11176512",
    "R3D, 16, 903984",
    "R2PLUS1D, 16, 905306",
    "R3D, 8, 228120",
    "R2PLUS1D, 8, 228692"
  })
  void trunk_ofAWidth_hasTheAuthorsNumberOfParameters(Kind kind, int width, long expected) {
    assertEquals(expected, parameters(new ClipTrunkConfig(kind, width), "fc_"));
  }

  /** The whole of R(2+1)D with its two heads, of 328,320 weights each. */
  @Test
  void encoder_ofThePublishedSize_hasTheAuthorsNumberOfParameters() {
    assertEquals(15_021_943, parameters(ClipTrunkConfig.of(Kind.R2PLUS1D), "nothing"));
  }

  private long parameters(ClipTrunkConfig trunk, String without) {
    long[] count = new long[1];
    DualVarEncoder.create(manager, trunk, 2, new Random(1))
        .trainable()
        .only(name -> !name.startsWith(without))
        .forEach((name, array) -> count[0] += array.size());
    return count[0];
  }

  /**
   * Rows 1 and 2 of the widths between the two parts of a convolution, as the authors have them.
   */
  @ParameterizedTest
  @CsvSource({
    "3, 64, 3, 7, 83", // the stem
    "64, 64, 3, 3, 144",
    "64, 128, 3, 3, 230",
    "128, 128, 3, 3, 288",
    "64, 128, 1, 1, 42",
    "128, 256, 3, 3, 460",
    "256, 256, 3, 3, 576",
    "128, 256, 1, 1, 85",
    "256, 512, 3, 3, 921",
    "512, 512, 3, 3, 1152",
    "256, 512, 1, 1, 170"
  })
  void factoredConvolution_hasTheAuthorsWidths(int in, int out, int time, int space, int between) {
    Shape kernel = new Shape(time, space, space);
    assertEquals(between, FactoredConvolution.channelsBetween(in, out, kernel));
  }

  @ParameterizedTest
  @CsvSource({
    "R3D, 16, 112, 64, 2, 7",
    "R2PLUS1D, 16, 112, 64, 2, 7",
    "C3D, 16, 112, 64, 2, 7",
    "S3D, 16, 112, 128, 2, 3",
    "S3DG, 16, 112, 128, 2, 3",
    "R3D, 8, 64, 64, 1, 4",
    "S3D, 8, 64, 128, 1, 2",
    "FRAMES, 8, 64, 64, 8, 2"
  })
  void map_ofClips_hasTheShapeThatIsPromised(
      Kind kind, int frames, int pixels, int channels, int time, int space) {
    ClipTrunkConfig config = new ClipTrunkConfig(kind, 8);
    DualVarEncoder encoder = DualVarEncoder.create(manager, config, 2, new Random(1));
    NDArray clips = manager.randomNormal(new Shape(1, 3, frames, pixels, pixels));
    Shape expected = new Shape(1, channels, time, space, space);
    assertEquals(expected, encoder.map(clips, false).getShape());
    assertEquals(expected, config.create().outputShape(clips.getShape()));
    assertEquals(channels, config.featureSize());
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void trunk_ofOddWidth_givesFeatures(Kind kind) {
    ClipTrunkConfig config = new ClipTrunkConfig(kind, 5);
    DualVarEncoder encoder = DualVarEncoder.create(manager, config, 2, new Random(1));
    NDArray features = encoder.features(manager.randomNormal(new Shape(2, 3, 8, 32, 32)), true);
    assertEquals(new Shape(2, config.featureSize()), features.getShape());
    assertTrue(
        features.isNaN().toType(ai.djl.ndarray.types.DataType.FLOAT32, true).sum().getFloat() == 0);
  }

  @Test
  void create_startValues_areThoseOfPyTorch() {
    DualVarEncoder r3d =
        DualVarEncoder.create(manager, new ClipTrunkConfig(Kind.R3D, 16), 2, new Random(1));
    double fanIn = 64 * 27;
    NDArray filters = r3d.arrays().get("conv4.block1.conv2.temporal_spatial_conv.weight");
    assertEquals(1 / Math.sqrt(fanIn), filters.abs().max().getFloat(), 1e-4);
    assertEquals(1 / Math.sqrt(3 * fanIn), deviation(filters), 1e-4);
    assertEquals(1 / Math.sqrt(128), greatest(r3d, "fc_segments.2.bias"), 2e-3);
    assertEquals(0, greatest(r3d, "conv4.block1.bn1.bias"));
    assertEquals(1, r3d.arrays().get("bn1.weight").min().getFloat());

    DualVarEncoder c3d =
        DualVarEncoder.create(manager, new ClipTrunkConfig(Kind.C3D, 16), 2, new Random(1));
    assertEquals(1 / Math.sqrt(128 * 27), greatest(c3d, "conv5b.bias"), 1e-3);
    DualVarEncoder s3d =
        DualVarEncoder.create(manager, new ClipTrunkConfig(Kind.S3DG, 16), 2, new Random(1));
    assertEquals(0.01, deviation(s3d.arrays().get("Mixed_4f.branch1.1.conv1.weight")), 2e-4);
    assertEquals(1 / Math.sqrt(64), greatest(s3d, "Mixed_4f.gating_b0.fc.weight"), 1e-3);
  }

  private static float greatest(DualVarEncoder encoder, String name) {
    return encoder.arrays().get(name).abs().max().getFloat();
  }

  private static double deviation(NDArray x) {
    return Math.sqrt(x.mul(x).mean().getFloat());
  }

  @Test
  void config_ofNoWidth_isRefused() {
    assertThrows(IllegalArgumentException.class, () -> new ClipTrunkConfig(Kind.R3D, 0));
  }
}
