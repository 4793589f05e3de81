package seco.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.IntStream;
import seco.InputException;
import seco.tensor.ElementType;

/**
 * Reads a tensor's elements in the order in which they stand in the file, through a window, and
 * lays them out row-major.
 */
final class TensorReader {
  private static final int WINDOW_BYTES = 1 << 16;

  private final Path file;
  private final FileChannel channel;
  private final TensorView tensor;
  private final long start;
  private final int size;
  private final int[] order;
  private final long[] targetStrides;
  private final ElementType given;
  private final ByteBuffer window;
  private final ByteBuffer values;
  private long windowStart;

  private TensorReader(
      Path file,
      FileChannel channel,
      TensorView tensor,
      long start,
      ByteOrder order,
      ElementType given) {
    this.file = file;
    this.channel = channel;
    this.tensor = tensor;
    this.size = tensor.type().bytes();
    this.start = start + tensor.first() * size;
    this.order = dimensionsByStride(tensor);
    this.targetStrides = rowMajor(tensor.shape());
    this.window = ByteBuffer.allocate(WINDOW_BYTES).order(order).limit(0);
    this.given = given;
    int bytes = (int) tensor.elements() * given.bytes();
    this.values = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * The elements: row-major, little-endian.
   *
   * @param start the storage's first byte in the file
   * @param given the type in which they are given: the tensor's own, or the widened one
   */
  static ByteBuffer read(
      Path file,
      FileChannel channel,
      TensorView tensor,
      long start,
      ByteOrder order,
      ElementType given)
      throws IOException {
    TensorReader reader = new TensorReader(file, channel, tensor, start, order, given);
    if (reader.values.capacity() > 0) {
      reader.read(0, 0, 0);
    }
    return reader.values;
  }

  /** The dimensions of more than one element, the one with the longest stride first. */
  private static int[] dimensionsByStride(TensorView tensor) {
    return IntStream.range(0, tensor.shape().length)
        .filter(i -> tensor.shape()[i] != 1)
        .boxed()
        .sorted(Comparator.comparingLong(i -> -tensor.strides()[i]))
        .mapToInt(i -> i)
        .toArray();
  }

  private static long[] rowMajor(long[] shape) {
    long[] strides = new long[shape.length];
    long stride = 1;
    for (int i = shape.length - 1; i >= 0; i--) {
      strides[i] = stride;
      stride *= Math.max(1, shape[i]);
    }
    return strides;
  }

  private void read(int depth, long source, long target) throws IOException {
    if (depth == order.length) {
      element(source, (int) target);
      return;
    }
    int dimension = order[depth];
    for (long i = 0; i < tensor.shape()[dimension]; i++) {
      read(
          depth + 1,
          source + i * tensor.strides()[dimension],
          target + i * targetStrides[dimension]);
    }
  }

  private void element(long source, int target) throws IOException {
    int at = at(start + source * size);
    if (size == Short.BYTES && given == tensor.type()) {
      values.putShort(target * Short.BYTES, window.getShort(at));
      return;
    }
    switch (tensor.type()) {
      case FLOAT64, INT64 -> values.putLong(target * Long.BYTES, window.getLong(at));
      case FLOAT32, INT32 -> values.putInt(target * Integer.BYTES, window.getInt(at));
      case INT16 -> values.putShort(target * Short.BYTES, window.getShort(at));
      case INT8, UINT8 -> values.put(target, window.get(at));
      case BOOL -> values.put(target, (byte) (window.get(at) == 0 ? 0 : 1));
      case BFLOAT16 -> values.putInt(target * Float.BYTES, window.getShort(at) << Short.SIZE);
      case FLOAT16 -> values.putFloat(target * Float.BYTES, ElementType.half(window.getShort(at)));
    }
  }

  /** The place in the window of the element that begins at a byte of the file. */
  private int at(long position) throws IOException {
    long at = position - windowStart;
    if (at >= 0 && at + size <= window.limit()) {
      return (int) at;
    }
    window.clear();
    windowStart = position;
    while (window.position() < size) {
      if (channel.read(window, windowStart + window.position()) < 0) {
        throw new InputException(file + ": became shorter while it was read");
      }
    }
    window.flip();
    return 0;
  }

  /** Requires that one Java array can hold a tensor's values. */
  static void requireFitting(Path file, String name, TensorView tensor, ElementType given) {
    long elements = tensor.elements();
    if (elements > (Integer.MAX_VALUE - 8) / given.bytes()) {
      throw new InputException(
          "%s: %s has %d elements, too many for one array"
              .formatted(file, TorchObjects.printable(name), elements));
    }
  }
}
