package seco.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import seco.InputException;
import seco.tensor.SafeTensors.Described;

class SafeTensorsReaderTest {
  @TempDir Path folder;

  /** A file of one array, "a", of three 16-bit elements. */
  private Path ofThree(ElementType type, int... bits) throws IOException {
    Path file = folder.resolve(type.name());
    ByteBuffer values = ByteBuffer.allocate(6).order(ByteOrder.LITTLE_ENDIAN);
    Arrays.stream(bits).forEach(value -> values.putShort((short) value));
    Described array = new Described("a", type, List.of(3L));
    SafeTensors.write(file, List.of(array), Map.of(), wanted -> values.flip());
    return file;
  }

  @Test
  void halfPrecision_becomesFloats_byHand() throws IOException {
    float[] expected = {1, -2, 0.5f};
    Path half = ofThree(ElementType.FLOAT16, 0x3C00, 0xC000, 0x3800);
    Path brain = ofThree(ElementType.BFLOAT16, 0x3F80, 0xC000, 0x3F00);
    for (Path file : List.of(half, brain)) {
      try (SafeTensorsReader reader = SafeTensorsReader.open(file)) {
        assertArrayEquals(expected, reader.floats(reader.array("a").orElseThrow()));
      }
    }
  }

  @Test
  void wholeNumbers_keepTheirSigns() throws IOException {
    try (SafeTensorsReader reader =
        SafeTensorsReader.open(ofThree(ElementType.INT16, 7, -7, 32767))) {
      Described array = reader.array("a").orElseThrow();
      assertArrayEquals(new int[] {7, -7, 32767}, reader.ints(array));
      assertThrows(IllegalArgumentException.class, () -> reader.floats(array));
    }
  }

  /** More than is read at once, and an array behind it. */
  @Test
  void longArray_isReadWhole() throws IOException {
    float[] values = new float[2_500_001];
    for (int i = 0; i < values.length; i++) {
      values[i] = i;
    }
    Path file = folder.resolve("long");
    try (NDManager manager = NDManager.newBaseManager()) {
      NamedArrays arrays =
          new NamedArrays(
              Map.of("a", manager.create(values), "b", manager.create(new int[] {-1, 1 << 30})));
      SafeTensors.write(file, arrays, Map.of("made", "here"));
    }
    try (SafeTensorsReader reader = SafeTensorsReader.open(file)) {
      assertArrayEquals(values, reader.floats(reader.array("a").orElseThrow()));
      assertArrayEquals(new int[] {-1, 1 << 30}, reader.ints(reader.array("b").orElseThrow()));
      assertEquals(Map.of("made", "here"), reader.metadata());
      assertTrue(reader.array("c").isEmpty());
    }
  }

  @Test
  void damagedFile_isRefused() throws IOException {
    Path file = ofThree(ElementType.INT16, 1, 2, 3);
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length - 1));
    assertThrows(InputException.class, () -> SafeTensorsReader.open(file));
    Files.write(file, new byte[5]);
    assertEquals(
        file + ": not a whole safetensors file",
        assertThrows(InputException.class, () -> SafeTensorsReader.open(file)).getMessage());
  }
}
