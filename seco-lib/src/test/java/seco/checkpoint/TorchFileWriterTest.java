package seco.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import seco.InputException;
import seco.tensor.ElementType;
import seco.tensor.NamedArrays;
import seco.tensor.SafeTensors;
import seco.tensor.SafeTensors.Described;

final class TorchFileWriterTest {
  private static final int HEADER_BYTES = 30;

  @TempDir Path folder;

  private Path file() {
    return folder.resolve("file.pth");
  }

  /** A tensor of every type, besides one without values and one of no dimension. */
  private static List<Described> everyType() {
    List<Described> tensors = new ArrayList<>();
    for (ElementType type : ElementType.values()) {
      tensors.add(new Described("of." + type.torchName(), type, List.of(3L, 1L, 2L)));
    }
    tensors.add(new Described("empty", ElementType.FLOAT32, List.of(0L, 4L)));
    tensors.add(new Described("größe", ElementType.INT64, List.of()));
    return tensors;
  }

  /** Bytes that are the same for the same name. */
  private static ByteBuffer values(Described tensor) {
    byte[] bytes = new byte[(int) tensor.bytes()];
    new Random(tensor.name().hashCode()).nextBytes(bytes);
    for (int i = 0; i < bytes.length && tensor.type() == ElementType.BOOL; i++) {
      bytes[i] &= 1;
    }
    return ByteBuffer.wrap(bytes);
  }

  @Test
  void everyType_isReadBack_bitByBit_inOrder() throws IOException {
    TorchFileWriter.write(file(), everyType(), TorchFileWriterTest::values);

    TorchFile read = TorchFile.read(file());

    List<String> names = everyType().stream().map(Described::name).toList();
    assertEquals(names, List.copyOf(read.tensors().keySet()));
    for (Described tensor : everyType()) {
      TorchTensor back = read.tensor(tensor.name());
      assertEquals(tensor.type(), back.type());
      assertEquals(tensor.shape(), back.shape());
      assertEquals(values(tensor), back.storedBytes(), tensor.name());
    }
    assertEquals("zip", read.form());
    assertTrue(read.notes().isEmpty(), read.notes().toString());
  }

  @Test
  void pickle_isTheOneOfAStateDict() {
    Described matrix = new Described("a.weight", ElementType.FLOAT32, List.of(300L, 2L));
    byte[] written = StateDictPickle.of(List.of(matrix));

    Pickle expected = new Pickle().global("collections", "OrderedDict").op(')', 'R', '(');
    expected.text("a.weight").global("torch._utils", "_rebuild_tensor_v2").op('(');
    expected.op('(').text("storage").global("torch", "FloatStorage").text("0").text("cpu");
    expected.op('M', 0x58, 0x02, 't', 'Q'); // 600 elements
    expected.op('K', 0, '(', 'M', 0x2c, 0x01, 'K', 2, 't', '(', 'K', 2, 'K', 1, 't', 0x89);
    expected.global("collections", "OrderedDict").op(')', 'R', 't', 'R', 'u');
    assertArrayEquals(expected.end(), written);
  }

  @Test
  void sameTensors_giveTheSameBytes() throws IOException {
    Path other = folder.resolve("other.pth");
    TorchFileWriter.write(file(), everyType(), TorchFileWriterTest::values);
    TorchFileWriter.write(other, everyType(), TorchFileWriterTest::values);
    assertEquals(-1, Files.mismatch(file(), other));
  }

  @Test
  void entries_areStored_andBeginAtMultiplesOf64() throws IOException {
    TorchFileWriter.write(file(), everyType(), TorchFileWriterTest::values);
    try (ZipFile zip = new ZipFile(file().toFile())) {
      List<? extends ZipEntry> entries = Collections.list(zip.entries());
      assertEquals(everyType().size() + 3, entries.size());
      assertEquals("archive/data.pkl", entries.get(0).getName());
      for (ZipEntry entry : entries) {
        assertEquals(ZipEntry.STORED, entry.getMethod());
        assertEquals(entry.getSize(), zip.getInputStream(entry).readAllBytes().length);
      }
      ZipEntry order = zip.getEntry("archive/byteorder");
      assertEquals("little", new String(zip.getInputStream(order).readAllBytes(), "US-ASCII"));
    }
    assertAligned(Files.readAllBytes(file()));
  }

  private static void assertAligned(byte[] bytes) {
    ByteBuffer archive = ByteBuffer.wrap(bytes).order(java.nio.ByteOrder.LITTLE_ENDIAN);
    int headers = 0;
    int at = 0;
    while (archive.getInt(at) == 0x04034b50) {
      int start = at + HEADER_BYTES + archive.getShort(at + 26) + archive.getShort(at + 28);
      assertEquals(0, start % 64, "entry " + headers);
      headers++;
      at = start + archive.getInt(at + 18);
    }
    assertEquals(everyType().size() + 3, headers);
  }

  /** The archive stands behind 5 GB that take no room on the disk. */
  @Test
  void archiveBeyond4Gigabytes_isReadBack() throws IOException {
    long hole = 5L << 30;
    try (RandomAccessFile sparse = new RandomAccessFile(file().toFile(), "rw")) {
      sparse.setLength(hole);
      sparse.write(new byte[] {'P', 'K', 3, 4}); // by which the reader knows an archive
    }
    try (OutputStream out = new FileOutputStream(file().toFile(), true)) {
      TorchFileWriter.write(out, hole, everyType(), TorchFileWriterTest::values);
    }
    TorchFile read = TorchFile.read(file());
    Described last = everyType().get(ElementType.values().length - 1);
    assertEquals(values(last), read.tensor(last.name()).storedBytes());
    try (ZipFile zip = new ZipFile(file().toFile())) {
      assertEquals(everyType().size() + 3, zip.size());
      byte[] storage = zip.getInputStream(zip.getEntry("archive/data/9")).readAllBytes();
      assertEquals(values(last), ByteBuffer.wrap(storage));
    }
  }

  @Test
  void moreEntriesThanAPlainArchiveCounts_areReadBack() throws IOException {
    int count = 70_000;
    List<Described> tensors = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      tensors.add(new Described("t" + i, ElementType.INT8, List.of(1L)));
    }
    TorchFileWriter.write(file(), tensors, TorchFileWriterTest::values);
    try (ZipFile zip = new ZipFile(file().toFile())) {
      assertEquals(count + 3, zip.size());
    }
    TorchFile read = TorchFile.read(file());
    assertEquals(count, read.tensors().size());
    Described last = tensors.get(count - 1);
    assertEquals(values(last), read.tensor(last.name()).storedBytes());
  }

  @Test
  void arrays_ofTheEngine_areReadBack() throws IOException {
    try (NDManager manager = NDManager.newBaseManager()) {
      Map<String, ai.djl.ndarray.NDArray> arrays = new LinkedHashMap<>();
      arrays.put("turned", manager.arange(6f).reshape(2, 3).transpose());
      arrays.put("whole", manager.ones(new Shape(2)).toType(ElementType.INT64.dataType(), true));
      TorchFileWriter.write(file(), new NamedArrays(arrays));
      TorchFile read = TorchFile.read(file());
      assertArrayEquals(new float[] {0, 3, 1, 4, 2, 5}, read.tensor("turned").floats());
      assertEquals(List.of(3L, 2L), read.tensor("turned").shape());
      assertArrayEquals(new long[] {1, 1}, read.tensor("whole").integers());
    }
  }

  @Test
  void failure_leavesTheOlderFile_andNothingBesides() throws IOException {
    Files.writeString(file(), "older");
    Described one = everyType().get(0);
    SafeTensors.Source broken =
        tensor -> {
          throw new IOException("no values");
        };
    assertThrows(IOException.class, () -> TorchFileWriter.write(file(), List.of(one), broken));
    assertThrows(
        InputException.class,
        () -> TorchFileWriter.write(file(), List.of(one, one), TorchFileWriterTest::values));
    assertEquals("older", Files.readString(file()));
    assertFalse(Files.exists(folder.resolve("file.pth.partial")));
  }
}
