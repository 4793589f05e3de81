package seco.checkpoint;

import java.util.ArrayList;
import java.util.List;
import seco.InputException;
import seco.checkpoint.TorchObjects.StorageView;

/** The arguments of a call in a pickle, each taken only as what it must be. */
final class CallArguments {
  private final BoundedInput in;
  private final String call;
  private final List<?> values;

  CallArguments(BoundedInput in, String call, Object arguments) {
    this.in = in;
    this.call = call;
    if (!(arguments instanceof List<?> list)) {
      throw refusal("no list of arguments");
    }
    values = list;
  }

  private InputException refusal(String reason) {
    return in.refusal("damaged: " + call + " with " + reason);
  }

  int size() {
    return values.size();
  }

  Object at(int index) {
    if (index >= values.size()) {
      throw refusal("only " + values.size() + " arguments");
    }
    return values.get(index);
  }

  long number(int index) {
    return number(at(index));
  }

  private long number(Object value) {
    if (!(value instanceof Long number)) {
      throw refusal("something else where a number must be");
    }
    return number;
  }

  String text(int index) {
    if (!(at(index) instanceof String text)) {
      throw refusal("something else where a text must be");
    }
    return text;
  }

  List<?> list(int index) {
    if (!(at(index) instanceof List<?> list)) {
      throw refusal("something else where a list must be");
    }
    return list;
  }

  /** The one argument, a list; an empty one without argument. */
  List<?> onlyList() {
    return values.isEmpty() ? new ArrayList<>() : list(0);
  }

  /** A storage's key, which may be written as a number. */
  String key(int index) {
    return at(index) instanceof Long number ? number.toString() : text(index);
  }

  /** Sizes or strides: numbers from 0. */
  long[] sizes(int index) {
    List<?> list = list(index);
    long[] sizes = new long[list.size()];
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = number(list.get(i));
      if (sizes[i] < 0) {
        throw refusal("the size or stride " + sizes[i]);
      }
    }
    return sizes;
  }

  StorageView storage(int index) {
    if (!(at(index) instanceof StorageView storage)) {
      throw refusal("something else where a storage must be");
    }
    return storage;
  }

  TensorView tensor(int index) {
    if (!(at(index) instanceof TensorView tensor)) {
      throw refusal("something else where a tensor must be");
    }
    return tensor;
  }
}
