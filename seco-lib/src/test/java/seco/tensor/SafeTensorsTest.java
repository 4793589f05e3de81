package seco.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import seco.InputException;

class SafeTensorsTest {
  @TempDir Path folder;

  @Test
  void writeThenRead_everyType_isTheSame() throws IOException {
    Path file = folder.resolve("all.safetensors");
    try (NDManager manager = NDManager.newBaseManager()) {
      Map<String, NDArray> arrays = new LinkedHashMap<>();
      arrays.put("z", manager.create(new float[] {1.5f, -0f, Float.MIN_VALUE}));
      arrays.put("a", manager.create(new double[] {Math.PI, 1e300}, new Shape(2, 1)));
      arrays.put("m", manager.create(new long[] {Long.MIN_VALUE, 7}));
      arrays.put("i", manager.create(new int[] {-3, 4, 5, 6}, new Shape(2, 2)));
      arrays.put("b", manager.create(new byte[] {1, 2}).toType(DataType.UINT8, false));
      arrays.put("true", manager.create(new boolean[] {true, false}));
      arrays.put("small", manager.create(new byte[] {-1, 2}));
      arrays.put("scalar", manager.create(2f));
      SafeTensors.write(file, new NamedArrays(arrays), Map.of("made", "by \"hand\""));

      SafeTensors.Content content = SafeTensors.read(file, manager);
      assertEquals(List.copyOf(arrays.keySet()), List.copyOf(content.arrays().names()), "order");
      assertEquals(Map.of("made", "by \"hand\""), content.metadata());
      arrays.forEach(
          (name, array) -> {
            NDArray read = content.arrays().get(name);
            assertEquals(array.getDataType(), read.getDataType(), name);
            assertEquals(array.getShape(), read.getShape(), name);
            assertArrayEquals(array.toArray(), read.toArray(), name);
          });
    }
  }

  @Test
  void write_oneArray_givesTheBytesOfTheFormat() throws IOException {
    Path file = folder.resolve("one.safetensors");
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray x = manager.create(new float[] {1, 2});
      SafeTensors.write(file, new NamedArrays(Map.of("x", x)), Map.of());
    }
    String header = "{\"x\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}";
    byte[] expected = file(header + " ".repeat(Math.floorMod(-header.length(), 8)), 1, 2);
    assertArrayEquals(expected, Files.readAllBytes(file));
  }

  @Test
  void write_transposedView_isRowMajor() throws IOException {
    Path file = folder.resolve("view.safetensors");
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray x = manager.create(new float[] {1, 2, 3, 4, 5, 6}, new Shape(2, 3)).transpose();
      SafeTensors.write(file, new NamedArrays(Map.of("x", x)), Map.of());
      NDArray read = SafeTensors.read(file, manager).arrays().get("x");
      assertArrayEquals(new float[] {1, 4, 2, 5, 3, 6}, read.toFloatArray());
    }
  }

  @Test
  void read_typesThatTheEngineLacks_areWidened() throws IOException {
    Path file = folder.resolve("small.safetensors");
    List<SafeTensors.Described> arrays =
        List.of(
            new SafeTensors.Described("i", ElementType.INT16, List.of(2L)),
            new SafeTensors.Described("h", ElementType.FLOAT16, List.of(2L)),
            new SafeTensors.Described("b", ElementType.BFLOAT16, List.of(2L)));
    Map<String, byte[]> bytes =
        Map.of(
            "i", new byte[] {-2, -1, 44, 1},
            "h", new byte[] {0, (byte) 0xc0, 1, 0},
            "b", new byte[] {(byte) 0x80, 0x3f, 0, (byte) 0xc0});
    SafeTensors.write(
        file, arrays, Map.of(), a -> ByteBuffer.wrap(Objects.requireNonNull(bytes.get(a.name()))));
    try (NDManager manager = NDManager.newBaseManager()) {
      NamedArrays read = SafeTensors.read(file, manager).arrays();
      assertArrayEquals(new int[] {-2, 300}, read.get("i").toIntArray());
      assertArrayEquals(new float[] {-2, 0x1p-24f}, read.get("h").toFloatArray());
      assertArrayEquals(new float[] {1, -2}, read.get("b").toFloatArray());
    }
  }

  @Test
  void describeAndSource_giveHeaderAndValues() throws IOException {
    Path file = folder.resolve("two.safetensors");
    try (NDManager manager = NDManager.newBaseManager()) {
      Map<String, NDArray> arrays = new LinkedHashMap<>();
      arrays.put("x", manager.create(new float[] {1, 2}, new Shape(2, 1)));
      arrays.put("y", manager.create(new long[] {7}));
      SafeTensors.write(file, new NamedArrays(arrays), Map.of());
    }
    List<SafeTensors.Described> described = SafeTensors.describe(file);
    assertEquals(
        List.of(
            new SafeTensors.Described("x", ElementType.FLOAT32, List.of(2L, 1L)),
            new SafeTensors.Described("y", ElementType.INT64, List.of(1L))),
        described);
    SafeTensors.Source source = SafeTensors.source(file);
    assertEquals(7, source.values(described.get(1)).getLong());
    assertEquals(1f, source.values(described.get(0)).getFloat());
  }

  @Test
  void write_unknownType_leavesNoFile() {
    Path file = folder.resolve("complex.safetensors");
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray complex = manager.create(new float[] {1, 2}, new Shape(1, 2)).complex();
      NamedArrays arrays = new NamedArrays(Map.of("x", complex));
      String message =
          assertThrows(
                  IllegalArgumentException.class, () -> SafeTensors.write(file, arrays, Map.of()))
              .getMessage();
      assertEquals("x: arrays of type complex64 cannot be written", message);
    }
    assertTrue(Files.notExists(file));
  }

  @Test
  void read_cutAnywhere_namesTheFile() throws IOException {
    byte[] whole = file(header("F32", "[2]", "[0,8]"), 1, 2);
    for (int bytes = 0; bytes < whole.length; bytes++) {
      refused(Arrays.copyOf(whole, bytes), "");
    }
  }

  @Test
  void read_longerThanItsHeaderSays_isRefused() throws IOException {
    refused(
        file(header("F32", "[2]", "[0,8]"), 1, 2, 3),
        "holds 12 bytes of values, its header describes 8");
  }

  @Test
  void read_wrongHeaderLength_isRefused() throws IOException {
    byte[] whole = file(header("F32", "[2]", "[0,8]"), 1, 2);
    for (long length : new long[] {-1, 0, 1, 20, whole.length, Long.MAX_VALUE}) {
      ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN).putLong(length);
      refused(whole, "not a safetensors file");
    }
  }

  @Test
  void read_wrongEntries_areRefused() throws IOException {
    refused(file(header("F32", "[2]", "[0,4]"), 1, 2), "x of shape [2] does not fill bytes 0..4");
    refused(file(header("F32", "[-2]", "[0,8]"), 1, 2), "x of shape [-2]");
    refused(file(header("F32", "[2]", "[-4,4]"), 1, 2), "x of shape [2] does not fill bytes -4..4");
    refused(file(header("F32", "[2]", "[4,12]"), 1, 2, 3), "x begins at byte 4, expected 0");
    refused(file(header("Q7", "[2]", "[0,8]"), 1, 2), "x has unknown type Q7");
    refused(file(header("F32", "[4611686018427387904]", "[0,8]"), 1, 2), "header is damaged");
    refused(file(header("F32", "2", "[0,8]"), 1, 2), "header is damaged");
    refused(file(header("F32", "[2]", "[0]"), 1, 2), "header is damaged");
    refused(file("{\"x\":{\"shape\":[2]}}", 1, 2), "header is damaged");
    refused(file("{\"x\":7}", 1, 2), "header is damaged");
    refused(file("[1, 2]", 1, 2), "header is damaged");
  }

  @Test
  void read_overlappingArrays_areRefused() throws IOException {
    String entry = "{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":";
    String header = "{\"x\":" + entry + "[0,8]},\"y\":" + entry + "[4,12]}}";
    refused(file(header, 1, 2, 3), "y begins at byte 4, expected 8");
  }

  @Test
  void read_absentFile_isRefused() {
    Path file = folder.resolve("absent");
    try (NDManager manager = NDManager.newBaseManager()) {
      String message =
          assertThrows(InputException.class, () -> SafeTensors.read(file, manager)).getMessage();
      assertEquals(file + ": no such file", message);
    }
  }

  private void refused(byte[] bytes, String reason) throws IOException {
    Path file = Files.write(folder.resolve("damaged.safetensors"), bytes);
    try (NDManager manager = NDManager.newBaseManager()) {
      String message =
          assertThrows(
                  InputException.class, () -> SafeTensors.read(file, manager), bytes.length + " B")
              .getMessage();
      assertTrue(message.startsWith(file + ": ") && message.contains(reason), message);
    }
  }

  private static String header(String type, String shape, String offsets) {
    return "{\"x\":{\"dtype\":\"%s\",\"shape\":%s,\"data_offsets\":%s}}"
        .formatted(type, shape, offsets);
  }

  private static byte[] file(String header, float... values) {
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes = ByteBuffer.allocate(8 + text.length + 4 * values.length);
    bytes.order(ByteOrder.LITTLE_ENDIAN).putLong(text.length).put(text);
    for (float value : values) {
      bytes.putFloat(value);
    }
    return bytes.array();
  }
}
