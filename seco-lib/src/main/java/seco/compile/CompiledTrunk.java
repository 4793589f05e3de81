package seco.compile;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import seco.model.SecoEncoder;
import seco.tensor.Gradients;
import seco.tensor.NamedArrays;
import seco.tensor.Shapes;

/**
 * An encoder's trunk as one call of the engine: images (N, 3, H, W) to pooled features (N, D), as
 * {@link SecoEncoder#features} computes them block by block.
 */
public final class CompiledTrunk implements AutoCloseable {
  private final NDManager manager;
  private final Script script;
  private final List<NDArray> arguments;

  private CompiledTrunk(NDManager manager, TrunkSource source, NamedArrays arrays) {
    this.manager = manager;
    script = Script.load(manager, source.body());
    arguments = source.arguments().stream().map(arrays::get).toList();
  }

  /**
   * The trunk in training mode. The encoder's own arrays are trained through it, and its running
   * statistics follow the batches.
   */
  public static CompiledTrunk training(NDManager parent, SecoEncoder encoder) {
    NDManager manager = parent.newSubManager();
    return new CompiledTrunk(manager, TrunkSource.training(encoder.trunk()), encoder.arrays());
  }

  /**
   * The trunk in evaluation, with batch norm folded into the convolutions, as the encoder stands
   * now.
   */
  public static CompiledTrunk frozen(NDManager parent, SecoEncoder encoder) {
    Gradients.off();
    NDManager manager = parent.newSubManager();
    NamedArrays folded = Folding.of(encoder.arrays(), manager);
    return new CompiledTrunk(manager, TrunkSource.folded(encoder.trunk()), folded);
  }

  /** Pooled features (N, D) of images (N, 3, H, W). */
  public NDArray features(NDArray images) {
    Shapes.require("images", images, Shapes.ANY, 3, Shapes.ANY, Shapes.ANY);
    return script.call(images, arguments);
  }

  @Override
  public void close() {
    script.close();
    manager.close();
  }
}
