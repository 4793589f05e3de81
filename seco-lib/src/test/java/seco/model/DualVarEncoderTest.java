package seco.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
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
import seco.model.ClipTrunkConfig.Kind;
import seco.tensor.Gradients;

class DualVarEncoderTest {
  private static final ClipTrunkConfig SMALL = new ClipTrunkConfig(Kind.R3D, 4);

  private final NDManager manager = NDManager.newBaseManager();

  @BeforeEach
  void withoutGradients() {
    Gradients.off();
  }

  @AfterEach
  void close() {
    manager.close();
  }

  private NDArray clips(int count) {
    return manager.randomNormal(new Shape(count, 3, 8, 32, 32));
  }

  @Test
  void embed_clips_givesUnitVectors() {
    DualVarEncoder encoder = DualVarEncoder.create(manager, SMALL, 4, new Random(1));
    ClipEmbeddings embeddings = encoder.embed(clips(3), true);
    assertEquals(new Shape(3, 128), embeddings.clip().getShape());
    assertEquals(new Shape(3, 4, 64), embeddings.segments().getShape());
    float[] norms = embeddings.segments().square().sum(new int[] {2}).toFloatArray();
    for (float norm : norms) {
      assertEquals(1, norm, 1e-5);
    }
    for (float norm : embeddings.clip().square().sum(new int[] {1}).toFloatArray()) {
      assertEquals(1, norm, 1e-5);
    }
  }

  /** Slot-major: slot i of a clip is numbers 64 i to 64 i + 63 of the last linear layer. */
  @Test
  void segments_areSlotsOfTheHeadsOutput() {
    DualVarEncoder encoder = DualVarEncoder.create(manager, SMALL, 2, new Random(1));
    NDArray weight = encoder.arrays().get("fc_segments.2.weight");
    NDArray bias = encoder.arrays().get("fc_segments.2.bias");
    weight.muli(0);
    bias.muli(0);
    bias.set(new ai.djl.ndarray.index.NDIndex("5"), 3f); // slot 0, place 5
    bias.set(new ai.djl.ndarray.index.NDIndex("66"), -2f); // slot 1, place 2
    float[] slots = encoder.embedSegments(clips(1), false).toFloatArray();
    assertEquals(1, slots[5]);
    assertEquals(-1, slots[64 + 2]);
  }

  @Test
  void frozenCopy_learnsStatisticsButReceivesNoGradient() {
    DualVarEncoder encoder = DualVarEncoder.create(manager, SMALL, 2, new Random(1));
    DualVarEncoder copy = encoder.frozenCopy(manager);
    NDArray clips = clips(2);
    assertArrayEquals(
        encoder.features(clips, false).toFloatArray(), copy.features(clips, false).toFloatArray());
    copy.arrays()
        .forEach((name, array) -> assertTrue(!array.hasGradient(), name + " has a gradient"));
    float[] before = copy.arrays().get("bn1.running_mean").toFloatArray();
    copy.features(clips, true);
    float[] after = copy.arrays().get("bn1.running_mean").toFloatArray();
    assertTrue(!java.util.Arrays.equals(before, after), "statistics follow the batch");
    assertArrayEquals(before, encoder.arrays().get("bn1.running_mean").toFloatArray());
  }

  @Test
  void backward_everyWeight_receivesAGradient() {
    DualVarEncoder encoder = DualVarEncoder.create(manager, SMALL, 2, new Random(1));
    NDArray clips = clips(2);
    Gradients.backward(
        () -> {
          ClipEmbeddings e = encoder.embed(clips, true);
          return e.clip().get(":, 0").sum().add(e.segments().get(":, :, 1").sum());
        },
        loss -> loss);
    encoder
        .trainable()
        .forEach(
            (name, array) ->
                assertTrue(array.getGradient().abs().sum().getFloat() > 0, name + ": none"));
  }

  @Test
  void create_oneSegment_isRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> DualVarEncoder.create(manager, SMALL, 1, new Random(1)));
  }
}
