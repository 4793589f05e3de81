package seco.checkpoint;

import seco.checkpoint.TorchObjects.StorageView;
import seco.tensor.ElementType;

/**
 * A tensor as a pickle describes it: elements of a storage, by strides.
 *
 * @param first element's index in the whole storage, in elements of {@code type}
 */
@SuppressWarnings("ArrayRecordComponent") // neither compared nor handed out
record TensorView(String key, ElementType type, long first, long[] shape, long[] strides) {
  private static final int MOST_DIMENSIONS = 64;

  /** The tensor of arguments (storage, offset, sizes, strides), which must lie in its storage. */
  static TensorView of(
      BoundedInput in, StorageView storage, ElementType type, CallArguments arguments) {
    long offset = arguments.number(1);
    long[] shape = arguments.sizes(2);
    long[] strides = arguments.sizes(3);
    if (shape.length != strides.length || shape.length > MOST_DIMENSIONS || offset < 0) {
      throw in.refusal("damaged: a tensor of impossible shape");
    }
    try {
      long available = storage.size() * storage.type().bytes() / type.bytes();
      long before = storage.first() * storage.type().bytes() / type.bytes();
      TensorView view =
          new TensorView(storage.key(), type, Math.addExact(before, offset), shape, strides);
      if (view.elements() > 0 && Math.addExact(offset, view.reach()) >= available) {
        throw in.refusal("damaged: a tensor reaches beyond its storage");
      }
      return view;
    } catch (ArithmeticException e) {
      throw in.refusal("damaged: a tensor larger than any file");
    }
  }

  long elements() {
    boolean empty = false;
    for (long size : shape) {
      empty |= size == 0;
    }
    long elements = empty ? 0 : 1;
    for (int i = 0; i < shape.length && !empty; i++) {
      elements = Math.multiplyExact(elements, shape[i]);
    }
    return elements;
  }

  /** How far the last element lies behind the first. */
  private long reach() {
    long reach = 0;
    for (int i = 0; i < shape.length; i++) {
      reach = Math.addExact(reach, Math.multiplyExact(shape[i] - 1, strides[i]));
    }
    return reach;
  }
}
