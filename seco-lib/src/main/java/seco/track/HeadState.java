package seco.track;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import seco.checkpoint.Checkpoints;
import seco.tensor.NamedArrays;

/**
 * What a checkpoint of a head's training holds.
 *
 * @param head arrays that are learned
 * @param buffers of the optimizer
 */
record HeadState(NamedArrays head, NamedArrays buffers) {
  private static final String HEAD = "head.";
  private static final String OPTIMIZER = "optimizer.";

  /** The arrays by their names in a checkpoint. */
  NamedArrays arrays() {
    Map<String, NDArray> arrays = new LinkedHashMap<>();
    head.forEach((name, array) -> arrays.put(HEAD + name, array));
    buffers.forEach((name, array) -> arrays.put(OPTIMIZER + name, array));
    return new NamedArrays(arrays);
  }

  /** Takes over the arrays of a checkpoint. */
  void restore(Checkpoints.Saved saved, NDManager manager) throws IOException {
    try (NDManager scope = manager.newSubManager()) {
      NamedArrays arrays = saved.read(scope);
      restore(head, HEAD, arrays);
      restore(buffers, OPTIMIZER, arrays);
    }
  }

  /** Takes over a checkpoint's head alone. */
  static void restoreHead(NamedArrays head, Checkpoints.Saved saved, NDManager manager)
      throws IOException {
    try (NDManager scope = manager.newSubManager()) {
      restore(head, HEAD, saved.read(scope));
    }
  }

  /** Copies the arrays whose names have a prefix. */
  private static void restore(NamedArrays target, String prefix, NamedArrays saved) {
    Map<String, NDArray> own = new LinkedHashMap<>();
    saved.forEach(
        (name, array) -> {
          if (name.startsWith(prefix)) {
            own.put(name.substring(prefix.length()), array);
          }
        });
    target.copyFrom(new NamedArrays(own));
  }
}
