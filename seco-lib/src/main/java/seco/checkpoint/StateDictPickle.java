package seco.checkpoint;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import seco.tensor.ElementType;
import seco.tensor.SafeTensors.Described;

/**
 * The pickle of a state dict, of protocol 2: an {@code OrderedDict} of tensors, each the whole of a
 * storage of its own, whose key is its place in the dictionary. It uses the opcodes and globals
 * alone that {@code torch.load(weights_only=True)} accepts.
 */
final class StateDictPickle {
  private static final int PROTOCOL = 0x80;
  private static final int VERSION = 2;
  private static final int FALSE = 0x89;
  private static final int LONG = 0x8a;
  private static final int ONE_BYTE = 0xFF;
  private static final int TWO_BYTES = 0xFFFF;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  private StateDictPickle() {}

  /** The pickle of these tensors, in their order. */
  static byte[] of(Collection<Described> tensors) {
    StateDictPickle pickle = new StateDictPickle();
    pickle.op(PROTOCOL).op(VERSION).dictionary().op('(');
    int key = 0;
    for (Described tensor : tensors) {
      pickle.text(tensor.name()).tensor(tensor, Integer.toString(key++));
    }
    pickle.op('u').op('.');
    return pickle.bytes.toByteArray();
  }

  private StateDictPickle op(int code) {
    bytes.write(code);
    return this;
  }

  private StateDictPickle global(String module, String name) {
    bytes.writeBytes(("c" + module + "\n" + name + "\n").getBytes(StandardCharsets.US_ASCII));
    return this;
  }

  /** An empty dictionary. */
  private StateDictPickle dictionary() {
    return global("collections", "OrderedDict").op(')').op('R');
  }

  private StateDictPickle text(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    op('X').little(Integer.BYTES, utf8.length);
    bytes.writeBytes(utf8);
    return this;
  }

  private StateDictPickle number(long number) {
    if (number <= ONE_BYTE) {
      return op('K').little(1, number);
    }
    if (number <= TWO_BYTES) {
      return op('M').little(Short.BYTES, number);
    }
    if (number <= Integer.MAX_VALUE) {
      return op('J').little(Integer.BYTES, number);
    }
    return op(LONG).op(Long.BYTES).little(Long.BYTES, number);
  }

  private StateDictPickle little(int count, long number) {
    ByteBuffer buffer = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.write(buffer.putLong(number).array(), 0, count);
    return this;
  }

  private StateDictPickle tuple(List<Long> numbers) {
    op('(');
    numbers.forEach(this::number);
    return op('t');
  }

  /** The call that makes a tensor of storage, offset, sizes, strides, no gradient, no hooks. */
  private void tensor(Described tensor, String key) {
    global("torch._utils", "_rebuild_tensor_v2").op('(');
    long elements = tensor.bytes() / tensor.type().bytes();
    op('(').text("storage").global("torch", storage(tensor.type())).text(key).text("cpu");
    number(elements).op('t').op('Q');
    number(0).tuple(tensor.shape()).tuple(strides(tensor.shape()));
    op(FALSE).dictionary().op('t').op('R');
  }

  private static List<Long> strides(List<Long> shape) {
    Long[] strides = new Long[shape.size()];
    long stride = 1;
    for (int i = strides.length - 1; i >= 0; i--) {
      strides[i] = stride;
      stride *= Math.max(1, shape.get(i));
    }
    return List.of(strides);
  }

  private static String storage(ElementType type) {
    String elements =
        switch (type) {
          case FLOAT64 -> "Double";
          case FLOAT32 -> "Float";
          case FLOAT16 -> "Half";
          case BFLOAT16 -> "BFloat16";
          case INT64 -> "Long";
          case INT32 -> "Int";
          case INT16 -> "Short";
          case INT8 -> "Char";
          case UINT8 -> "Byte";
          case BOOL -> "Bool";
        };
    return elements + "Storage";
  }
}
