package seco.dataset;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Single frames as plain bytes, each with the row of the result to which it belongs. */
public final class FrameBatch {
  private final int bytesPerFrame;
  private final ByteBuffer rgb;
  private final int[] rows;
  private int size;

  FrameBatch(int capacity, int pixels) {
    bytesPerFrame = 3 * pixels * pixels;
    rgb =
        ByteBuffer.allocateDirect(Math.multiplyExact(capacity, bytesPerFrame))
            .order(ByteOrder.nativeOrder());
    rows = new int[capacity];
  }

  void clear() {
    size = 0;
  }

  void add(int row, byte[] patch) {
    rgb.put(size * patch.length, patch);
    rows[size++] = row;
  }

  /** Number of frames. */
  public int size() {
    return size;
  }

  /** The row of a frame. */
  public int row(int frame) {
    return rows[frame];
  }

  /** The frames as a tensor (N, 3, S, S). */
  public NDArray toTensor(NDManager manager, Normalisation normalisation) {
    ByteBuffer filled = rgb.slice(0, size * bytesPerFrame).order(ByteOrder.nativeOrder());
    return normalisation.images(manager, filled, size);
  }
}
