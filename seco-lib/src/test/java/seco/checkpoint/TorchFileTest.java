package seco.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import seco.InputException;
import seco.golden.Golden;
import seco.tensor.ElementType;
import seco.tensor.NamedArrays;

final class TorchFileTest {
  @TempDir Path folder;

  private Path file() {
    return folder.resolve("file.pth");
  }

  private static ByteBuffer room(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  @Test
  void nestedDictionaries_areJoinedByDots_andPlainValuesKept() throws IOException {
    Pickle pickle =
        new Pickle()
            .op('}', '(')
            .text("epoch")
            .number(-7)
            .text("lr")
            .op('G', 0x3f, 0xe0, 0, 0, 0, 0, 0, 0)
            .text("best")
            .op('N')
            .text("resumed")
            .op(0x88)
            .text("sizes")
            .tuple(1, 2)
            .text("args")
            .global("argparse", "Namespace")
            .op(')', 0x81, '}')
            .text("arch")
            .text("resnet18")
            .op('s', 'b')
            .text("model")
            .op('}')
            .text("w")
            .vector("Float", "0", 2)
            .op('s')
            .text("list")
            .op(']')
            .vector("Float", "0", 2)
            .op('a', 'u');
    Path zip = pickle.zip(file(), "little", room(8).putFloat(1.5f).putFloat(-2).array());

    TorchFile read = TorchFile.read(zip);

    assertEquals(List.of("model.w", "list.0"), List.copyOf(read.tensors().keySet()));
    assertArrayEquals(new float[] {1.5f, -2}, read.tensor("list.0").floats());
    assertEquals(
        Map.of(
            "epoch",
            "-7",
            "lr",
            "0.5",
            "best",
            "None",
            "resumed",
            "true",
            "sizes",
            "[1, 2]",
            "args.arch",
            "resnet18"),
        read.notes());
  }

  @Test
  void newerProtocol_withFramesAndGlobalsOfTheStack_isRead() throws IOException {
    Pickle pickle = new Pickle();
    pickle.op(0x80, 4, 0x95, 40, 0, 0, 0, 0, 0, 0, 0);
    pickle.op(0x8c, 11).op("collections".chars().toArray()).op(0x94);
    pickle.op(0x8c, 11).op("OrderedDict".chars().toArray()).op(0x94, 0x93, 0x94, ')', 'R', 0x94);
    pickle.op(0x8c, 1, 'a', 'K', 3, 's');

    assertEquals(Map.of("a", "3"), TorchFile.read(pickle.legacy(file())).notes());
  }

  @Test
  void textsOfPython2_areRead() throws IOException {
    Pickle pickle = new Pickle().op('}', 'U', 1, 'a', 'T', 2, 0, 0, 0, 'b', 'c', 's');
    assertEquals(Map.of("a", "bc"), TorchFile.read(pickle.legacy(file())).notes());
  }

  @Test
  void unknownGlobal_untouched_isAName() throws IOException {
    Pickle pickle = new Pickle().op('}').text("f").global("os", "system").op('s');
    assertEquals(Map.of("f", "os.system"), TorchFile.read(pickle.legacy(file())).notes());
  }

  @Test
  void repeatedElements_fewAreRead_manyAreRefused() throws IOException {
    byte[] storage = room(4).putFloat(3).array();
    Pickle few = new Pickle().tensor("Float", "0", 1, 0, new long[] {3, 2}, new long[] {0, 0});
    TorchTensor tensor = TorchFile.read(few.zip(file(), "little", storage)).tensor("tensor");
    assertEquals(List.of(3L, 2L), tensor.shape());
    assertArrayEquals(new float[] {3, 3, 3, 3, 3, 3}, tensor.floats());

    for (long size : new long[] {1L << 40, (1 << 24) + 1}) { // of 64 MiB one too many
      Pickle many = new Pickle().tensor("Float", "0", 1, 0, new long[] {size}, new long[] {0});
      Path file = many.zip(file(), "little", storage);
      String message = assertThrows(InputException.class, () -> TorchFile.read(file)).getMessage();
      assertTrue(message.contains("more than 67108864 bytes of values, up to the tensor tensor"));
    }
  }

  @Test
  void halfPrecision_isWidenedExactly() throws IOException {
    short[] bits = {0, (short) 0x8000, 1, 0x03ff, 0x0400, 0x3c00, (short) 0xc000, 0x7bff, 0x7c00};
    ByteBuffer storage = room(2 * bits.length);
    for (short b : bits) {
      storage.putShort(b);
    }
    Path file =
        new Pickle().vector("Half", "0", bits.length).zip(file(), "little", storage.array());
    float[] expected = {
      0, -0f, 0x1p-24f, 1023 * 0x1p-24f, 0x1p-14f, 1, -2, 65504, Float.POSITIVE_INFINITY
    };
    TorchTensor tensor = TorchFile.read(file).tensor("tensor");
    assertEquals(ElementType.FLOAT16, tensor.type());
    assertArrayEquals(expected, tensor.floats());
  }

  @Test
  void bigEndianFile_isRead() throws IOException {
    byte[] storage =
        ByteBuffer.allocate(8).putShort((short) -2).putShort((short) 300).putInt(0).array();
    Path file = new Pickle().vector("Short", "0", 4).zip(file(), "big", storage);
    assertArrayEquals(new long[] {-2, 300, 0, 0}, TorchFile.read(file).tensor("tensor").integers());
  }

  @Test
  void viewOfOldStorages_isRead() throws IOException {
    Pickle pickle = new Pickle().global("torch._utils", "_rebuild_tensor").op('(');
    pickle.op('(').text("storage").global("torch", "CharStorage").text("k").text("cpu").number(6);
    pickle.op('(').text("v").number(2).number(3).op('t', 't', 'Q');
    pickle.number(1).tuple(2).tuple(1).op('t', 'R');
    ByteBuffer bytes = room(1000).put(pickle.legacyHead("k")).putLong(6);
    bytes.put(new byte[] {0, 1, 2, 3, -4, 5}).flip();
    Path file = file();
    try (FileChannel out = open(file)) {
      out.write(bytes);
    }
    assertArrayEquals(new long[] {3, -4}, TorchFile.read(file).tensor("tensor").integers());
  }

  private static FileChannel open(Path file) throws IOException {
    return FileChannel.open(
        file,
        Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.SPARSE));
  }

  @Test
  void fileOverTwoGigabytes_isReadWhereItsTensorsAre() throws IOException {
    long elements = 600_000_000L;
    long[] shape = {2, 2};
    Pickle pickle = new Pickle().op('}', '(').text("whole").vector("Float", "0", elements);
    pickle.text("end").tensor("Float", "0", elements, elements - 4, shape, new long[] {1, 2});
    byte[] head = pickle.op('u').legacyHead("0");
    try (FileChannel out = open(file())) {
      out.write(ByteBuffer.wrap(head));
      out.write(room(8).putLong(elements).flip());
      long end = head.length + 8 + 4 * elements;
      out.write(room(16).putFloat(1).putFloat(2).putFloat(3).putFloat(4).flip(), end - 16);
    }
    TorchFile read = TorchFile.read(file());
    assertArrayEquals(new float[] {1, 3, 2, 4}, read.tensor("end").floats());
    TorchTensor whole = read.tensor("whole");
    String message = assertThrows(InputException.class, whole::bytes).getMessage();
    assertTrue(message.contains("whole has 600000000 elements, too many"), message);
  }

  @Test
  void arrays_ofEveryType_haveTheValues() throws IOException {
    Path kinds = Golden.folder().resolve("checkpoints/tensor_kinds.pth");
    byte[] storage = room(4).putShort((short) -3).putShort((short) 4).array();
    Path small = new Pickle().vector("Short", "0", 2).zip(file(), "little", storage);
    try (NDManager manager = NDManager.newBaseManager()) {
      for (Path file : List.of(kinds, small)) {
        TorchFile torch = TorchFile.read(file);
        NamedArrays arrays = torch.arrays(manager);
        assertEquals(torch.tensors().keySet(), arrays.names());
        for (TorchTensor tensor : torch.tensors().values()) {
          NDArray array = arrays.get(tensor.name());
          DataType type = tensor.type().widened().dataType();
          assertEquals(type == DataType.INT16 ? DataType.INT32 : type, array.getDataType());
          float[] values = array.toType(DataType.FLOAT32, true).toFloatArray();
          assertArrayEquals(tensor.floats(), values, tensor.name());
        }
      }
    }
  }
}
