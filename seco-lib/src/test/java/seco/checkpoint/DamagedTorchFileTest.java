package seco.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import seco.InputException;
import seco.golden.Golden;

/** Damage of every kind: a file is read, or refused with one line, and never anything else. */
final class DamagedTorchFileTest {
  private static final int CHANGES = 3000;

  @TempDir Path folder;

  private static byte[] whole(String name) throws IOException {
    return Files.readAllBytes(Golden.folder().resolve("checkpoints").resolve(name));
  }

  private static void readAll(Path file) throws IOException {
    for (TorchTensor tensor : TorchFile.read(file).tensors().values()) {
      assertEquals(tensor.size(), tensor.floats().length);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"tensor_kinds.pth", "tensor_kinds.legacy.pth.tar"})
  void file_cutAnywhere_isRefused(String name) throws IOException {
    byte[] whole = whole(name);
    Path file = folder.resolve(name);
    for (int length = 0; length < whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      String message =
          assertThrows(InputException.class, () -> TorchFile.read(file), "cut at " + length)
              .getMessage();
      assertTrue(message.startsWith(file + ": "), message);
      assertEquals(1, message.lines().count(), message);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"tensor_kinds.pth", "tensor_kinds.legacy.pth.tar"})
  void file_withAByteChanged_isReadOrRefused(String name) throws IOException {
    byte[] whole = whole(name);
    Path file = folder.resolve(name);
    Random random = new Random(1);
    int refused = 0;
    for (int i = 0; i < CHANGES; i++) {
      byte[] changed = whole.clone();
      changed[random.nextInt(whole.length)] += (byte) (1 + random.nextInt(255));
      Files.write(file, changed);
      try {
        readAll(file);
      } catch (InputException e) {
        refused++;
        assertEquals(1, e.getMessage().lines().count(), e.getMessage());
      }
    }
    assertTrue(refused > CHANGES / 10, refused + " refused");
  }

  @ParameterizedTest
  @ValueSource(strings = {"tensor_kinds.pth"})
  void archive_withAnyByteOfItsValuesChanged_isRefused(String name) throws IOException {
    byte[] whole = whole(name);
    Path file = folder.resolve(name);
    Files.write(file, whole);
    float[] values = TorchFile.read(file).tensor("f32").floats();
    int at = indexOf(whole, values[1]);
    for (int i = at; i < at + 16; i++) {
      byte[] changed = whole.clone();
      changed[i] ^= 1;
      Files.write(file, changed);
      String message = assertThrows(InputException.class, () -> TorchFile.read(file)).getMessage();
      assertTrue(message.contains("checksum"), message);
    }
  }

  private static int indexOf(byte[] bytes, float value) {
    int bits = Integer.reverseBytes(Float.floatToIntBits(value));
    for (int i = 0; i + 4 <= bytes.length; i++) {
      if (java.nio.ByteBuffer.wrap(bytes, i, 4).getInt() == bits) {
        return i;
      }
    }
    throw new AssertionError(value + " is nowhere");
  }
}
