package seco.compile;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.ParameterStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import seco.compile.TrunkArchive.Mode;
import seco.model.ResNetConfig;
import seco.model.SecoEncoder;
import seco.tensor.Gradients;
import seco.tensor.NamedArrays;

class TrunkArchiveTest {
  private final NDManager manager = NDManager.newBaseManager();

  @AfterEach
  void close() {
    manager.close();
  }

  @ParameterizedTest
  @CsvSource({"18, 8, EVALUATION", "50, 4, EVALUATION", "18, 8, TRAINING", "50, 4, TRAINING"})
  void bytes_loadedByTheEngine_computeWhatTheBlocksDo(int depth, int width, Mode mode)
      throws IOException {
    SecoEncoder encoder = encoder(depth, width);
    NDArray images = images(8, 5);
    NDArray expected = encoder.copy(manager).features(images, mode == Mode.TRAINING);
    TrunkArchive archive = TrunkArchive.of(encoder.trunk(), mode, Precision.FLOAT32);
    NDArray found = called(archive.bytes(), images, archive.arrays(encoder, manager));
    assertEquals(new Shape(8, encoder.trunk().featureSize()), found.getShape());
    double distance = found.sub(expected).norm().getFloat() / expected.norm().getFloat();
    assertTrue(distance <= 1e-5, "differs by " + distance);
  }

  @Test
  void arrays_ofTheTraining_areTheEncodersOwnInTheOrderOfTheArguments() {
    SecoEncoder encoder = encoder(18, 4);
    TrunkArchive archive = TrunkArchive.of(encoder.trunk(), Mode.TRAINING, Precision.BF16);
    NamedArrays arrays = archive.arrays(encoder, manager);
    assertEquals(archive.arguments(), List.copyOf(arrays.names()));
    assertSame(encoder.arrays().get("bn1.running_var"), arrays.get("bn1.running_var"));
    assertEquals(encoder.arrays().only(name -> !name.startsWith("fc")).names(), arrays.names());
  }

  @ParameterizedTest
  @CsvSource({"EVALUATION, FLOAT32", "EVALUATION, BF16", "TRAINING, FLOAT32", "TRAINING, BF16"})
  void bytes_ofEveryFunction_needNoLibraryOfProcessors(Mode mode, Precision precision)
      throws IOException {
    TrunkArchive archive = TrunkArchive.of(new ResNetConfig(50, 4, 0), mode, precision);
    byte[] bytes = archive.bytes();
    String text = new String(bytes, StandardCharsets.ISO_8859_1); // stored, not compressed
    assertTrue(text.contains("torch.conv2d("));
    assertFalse(text.contains("mkldnn"));
    assertArrayEquals(bytes, archive.bytes());
  }

  private static NDArray called(byte[] archive, NDArray images, NamedArrays arrays)
      throws IOException {
    NDManager manager = images.getManager();
    NDList inputs = new NDList(images);
    images.setName("x");
    arrays.forEach(
        (name, array) -> {
          array.setName("a[]");
          inputs.add(array);
        });
    try (PtSymbolBlock module =
        JniUtils.loadModule(
            (PtNDManager) manager, new ByteArrayInputStream(archive), false, false)) {
      return module.forward(new ParameterStore(manager, false), inputs, true).singletonOrThrow();
    }
  }

  /** A network whose running statistics have followed a batch. */
  private SecoEncoder encoder(int depth, int width) {
    Gradients.off();
    ResNetConfig trunk = new ResNetConfig(depth, width, 0);
    SecoEncoder encoder =
        SecoEncoder.create(manager, trunk, SecoEncoder.Heads.PER_TASK, new Random(1));
    encoder.embed(images(8, 2), true);
    return encoder;
  }

  private NDArray images(int rows, long seed) {
    Random random = new Random(seed);
    float[] values = new float[rows * 3 * 64 * 64];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return manager.create(values, new Shape(rows, 64, 64, 3)).transpose(0, 3, 1, 2);
  }
}
