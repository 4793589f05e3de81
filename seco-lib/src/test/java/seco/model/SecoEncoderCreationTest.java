package seco.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import seco.model.SecoEncoder.Heads;

/** New encoders and copies: how many weights, which values, on any thread. */
class SecoEncoderCreationTest extends SmallEncoders {
  /** The published counts of the networks without their classifiers. */
  @ParameterizedTest
  @CsvSource({"18, 11176512", "34, 21284672", "50, 23508032"})
  void trunk_publishedDepth_hasThePublishedNumberOfParameters(int depth, long expected) {
    SecoEncoder encoder = create(ResNetConfig.of(depth), Heads.SHARED, 1);
    long[] count = new long[1];
    encoder
        .trainable()
        .only(name -> !name.startsWith("fc"))
        .forEach((name, array) -> count[0] += array.size());
    assertEquals(expected, count[0]);
  }

  @Test
  void create_sameGenerator_sameValues() {
    float[] first =
        create(SMALL, Heads.PER_TASK, 1).arrays().get("fc_intra.2.weight").toFloatArray();
    float[] again =
        create(SMALL, Heads.PER_TASK, 1).arrays().get("fc_intra.2.weight").toFloatArray();
    float[] other =
        create(SMALL, Heads.PER_TASK, 2).arrays().get("fc_intra.2.weight").toFloatArray();
    assertArrayEquals(first, again);
    assertTrue(!java.util.Arrays.equals(first, other));
  }

  @Test
  void create_startValues_areThoseOfPyTorch() {
    SecoEncoder encoder = create(ResNetConfig.of(18), Heads.PER_TASK, 1);
    // Kaiming, fan-out: sqrt(2 / (512 3 3)) over 2.4 million values.
    assertEquals(Math.sqrt(2 / 4608.0), deviation(encoder, "layer4.1.conv2.weight"), 1e-4);
    // Uniform within 1 / sqrt(512): a deviation of that over sqrt(3).
    assertEquals(1 / Math.sqrt(512 * 3.0), deviation(encoder, "fc_inter.0.weight"), 2e-4);
    assertEquals(
        1 / Math.sqrt(512), encoder.arrays().get("fc_inter.0.weight").abs().max().getFloat(), 1e-4);
    assertEquals(
        1 / Math.sqrt(384),
        encoder.arrays().get("fc_order_classifier.weight").abs().max().getFloat(),
        1e-3);
    assertEquals(1, encoder.arrays().get("layer1.0.bn2.weight").min().getFloat());
    assertEquals(0, encoder.arrays().get("layer1.0.bn2.bias").abs().max().getFloat());
    assertEquals(1, encoder.arrays().get("layer1.0.bn2.running_var").max().getFloat());
  }

  private static double deviation(SecoEncoder encoder, String name) {
    NDArray x = encoder.arrays().get(name);
    return Math.sqrt(x.mul(x).mean().getFloat());
  }

  @Test
  void createAndCopy_onAThreadThatRecordsGradients_work() throws Exception {
    FutureTask<float[]> task =
        new FutureTask<>(
            () -> {
              JniUtils.setGradMode(true); // as on every thread that did not load the engine
              try (SecoEncoder copy = create(SMALL, Heads.PER_TASK, 1).frozenCopy(manager)) {
                return copy.arrays().get("conv1.weight").toFloatArray();
              }
            });
    new Thread(task).start();
    float[] there = task.get();
    SecoEncoder here = create(SMALL, Heads.PER_TASK, 1);
    assertArrayEquals(here.arrays().get("conv1.weight").toFloatArray(), there);
  }

  @Test
  void frozenCopy_isEqualAndIndependent() {
    SecoEncoder encoder = create(SMALL, Heads.PER_TASK, 1);
    SecoEncoder copy = encoder.frozenCopy(manager);
    float[] before = encoder.embed(images(2, 32), false).order().toFloatArray();
    assertArrayEquals(before, copy.embed(images(2, 32), false).order().toFloatArray());
    copy.arrays().forEach((name, array) -> array.addi(0.1f));
    assertArrayEquals(before, encoder.embed(images(2, 32), false).order().toFloatArray());
  }
}
