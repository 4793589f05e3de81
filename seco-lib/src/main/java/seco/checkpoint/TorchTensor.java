package seco.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import seco.InputException;
import seco.tensor.ElementType;

/** A tensor in a PyTorch file. Its values are read when they are asked for, and not kept. */
public final class TorchTensor {
  private final Path file;
  private final String name;
  private final TensorView view;
  private final long start;
  private final ByteOrder order;

  TorchTensor(Path file, String name, TensorView view, long start, ByteOrder order) {
    this.file = file;
    this.name = name;
    this.view = view;
    this.start = start;
    this.order = order;
  }

  /** Its name in the file, the names of nested dictionaries joined by dots. */
  public String name() {
    return name;
  }

  /** The type of its elements in the file. */
  public ElementType type() {
    return view.type();
  }

  public List<Long> shape() {
    return Arrays.stream(view.shape()).boxed().toList();
  }

  /** Number of elements. */
  public long size() {
    return view.elements();
  }

  /**
   * The values: row-major, little-endian, of the {@link ElementType#widened} type.
   *
   * @throws InputException if they are more than one array can hold, or the file has changed
   */
  public ByteBuffer bytes() throws IOException {
    return bytes(type().widened());
  }

  /**
   * The values: row-major, little-endian, of the type that they have in the file.
   *
   * @throws InputException as {@link #bytes}
   */
  public ByteBuffer storedBytes() throws IOException {
    return bytes(type());
  }

  private ByteBuffer bytes(ElementType given) throws IOException {
    TensorReader.requireFitting(file, name, view, given);
    try (FileChannel channel = FileChannel.open(file)) {
      return TensorReader.read(file, channel, view, start, order, given);
    }
  }

  /**
   * The values as single-precision numbers, row-major; a truth value is 1 or 0.
   *
   * @throws InputException as {@link #bytes}
   */
  public float[] floats() throws IOException {
    ByteBuffer bytes = bytes();
    float[] floats = new float[(int) size()];
    for (int i = 0; i < floats.length; i++) {
      floats[i] =
          switch (type().widened()) {
            case FLOAT64 -> (float) bytes.getDouble();
            case FLOAT32, FLOAT16, BFLOAT16 -> bytes.getFloat();
            default -> integer(bytes);
          };
    }
    return floats;
  }

  /**
   * The values of whole numbers or truth values, row-major.
   *
   * @throws InputException as {@link #bytes}, or if they are floating
   */
  public long[] integers() throws IOException {
    if (type().isFloating()) {
      throw new InputException(file + ": " + name + " holds " + type().torchName());
    }
    ByteBuffer bytes = bytes();
    long[] integers = new long[(int) size()];
    for (int i = 0; i < integers.length; i++) {
      integers[i] = integer(bytes);
    }
    return integers;
  }

  private long integer(ByteBuffer bytes) {
    return switch (type()) {
      case INT64 -> bytes.getLong();
      case INT32 -> bytes.getInt();
      case INT16 -> bytes.getShort();
      case INT8 -> bytes.get();
      case UINT8, BOOL -> bytes.get() & 0xFF;
      default -> throw new IllegalStateException(type() + " is no whole number");
    };
  }
}
