package seco.compile;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.ParameterStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * A function of tensors in the engine's own language. It holds no weights: they are arguments and
 * stay with their owner, who may train them through it.
 */
final class Script implements AutoCloseable {
  private static final List<String> LISTS = List.of("a", "b", "c");

  private final PtSymbolBlock module;
  private final ParameterStore store;
  private final int lists;

  private Script(NDManager manager, PtSymbolBlock module, int lists) {
    this.module = module;
    this.lists = lists;
    store = new ParameterStore(manager, false); // asked for by the binding; a function has none
  }

  /**
   * Loads a function of a tensor and a list.
   *
   * @param body of {@code forward(x: Tensor, a: List[Tensor]) -> Tensor}, as {@link ScriptArchive}
   *     takes it
   */
  static Script load(NDManager manager, String body) {
    return load(manager, body, 1);
  }

  /**
   * Loads a function of a tensor and several lists.
   *
   * @param lists how many: a, b, c
   */
  static Script load(NDManager manager, String body, int lists) {
    byte[] bytes = ScriptArchive.of(LISTS.subList(0, lists), body);
    try (InputStream archive = new ByteArrayInputStream(bytes)) {
      PtNDManager owner = (PtNDManager) manager;
      return new Script(manager, JniUtils.loadModule(owner, archive, false, false), lists);
    } catch (IOException e) {
      throw new UncheckedIOException("an archive in memory", e);
    }
  }

  /** Calls a function that needs no further arguments; the result is as in the other call. */
  NDArray call(NDArray x) {
    try (NDArray none = x.getManager().create(new float[0])) { // the binding wants a list
      return call(x, List.of(none));
    }
  }

  /**
   * Calls the function; the result belongs to the manager of {@code x}. Gradients are recorded
   * where this thread records them.
   *
   * @param arguments its lists; no array stands in two of them
   */
  @SafeVarargs
  final NDArray call(NDArray x, List<NDArray>... arguments) {
    if (arguments.length != lists) {
      throw new IllegalArgumentException(arguments.length + " lists for " + lists);
    }
    NDList inputs = new NDList(x);
    x.setName("x");
    for (int i = 0; i < lists; i++) {
      for (NDArray argument : arguments[i]) {
        argument.setName(LISTS.get(i) + "[]"); // the binding makes a list of those of such a name
        inputs.add(argument);
      }
    }
    // "Training" lets this thread decide what is recorded; else results could never be leaves.
    return module.forward(store, inputs, true).singletonOrThrow();
  }

  @Override
  public void close() {
    module.close();
  }
}
