package seco.compile;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import seco.model.SecoEncoder;
import seco.tensor.Gradients;
import seco.tensor.NamedArrays;
import seco.tensor.Shapes;

/**
 * An encoder's trunk in evaluation as one call of the engine: images (N, 3, H, W) to pooled
 * features (N, D) or to the map before pooling (N, D, h, w), as {@link SecoEncoder#features} and
 * {@link SecoEncoder#map} compute them block by block. Batch norm is folded into the convolutions.
 * What is asked for is loaded at its first call. One thread at a time may call it.
 */
public final class FrozenTrunk implements AutoCloseable {
  private final NDManager manager;
  private final TrunkSource pooled;
  private final TrunkSource whole;
  private final List<NDArray> arguments = new ArrayList<>();
  private @Nullable Script script; // null until features are asked for
  private @Nullable Script mapScript; // null until a map is asked for

  /**
   * The trunk of an encoder as it stands now; what the encoder learns later is not seen.
   *
   * @param precision in which it computes; the features are float32
   */
  public FrozenTrunk(NDManager parent, SecoEncoder encoder, Precision precision) {
    Gradients.off();
    manager = parent.newSubManager();
    try {
      boolean fused = FusedLayers.isKnownTo(manager);
      pooled = TrunkSource.folded(encoder.trunk(), precision, fused);
      whole = TrunkSource.foldedMap(encoder.trunk(), precision, fused);
      keepArguments(encoder, precision);
    } catch (RuntimeException e) {
      manager.close();
      throw e;
    }
  }

  private void keepArguments(SecoEncoder encoder, Precision precision) {
    try (NDManager scope = manager.newSubManager();
        Script cast = Script.load(scope, "    return " + precision.cast("x") + "\n")) {
      NamedArrays folded = Folding.of(encoder.arrays(), scope);
      for (String name : pooled.arguments()) {
        NDArray argument = cast.call(folded.get(name));
        argument.attach(manager);
        arguments.add(argument);
      }
    }
  }

  /** Pooled features (N, D) of images (N, 3, H, W). */
  public NDArray features(NDArray images) {
    Shapes.require("images", images, Shapes.ANY, 3, Shapes.ANY, Shapes.ANY);
    if (script == null) {
      script = Script.load(manager, pooled.body());
    }
    return script.call(images, arguments);
  }

  /** The last feature map (N, D, h, w) of images (N, 3, H, W), in float32. */
  public NDArray map(NDArray images) {
    Shapes.require("images", images, Shapes.ANY, 3, Shapes.ANY, Shapes.ANY);
    if (mapScript == null) {
      mapScript = Script.load(manager, whole.body());
    }
    return mapScript.call(images, arguments);
  }

  @Override
  public void close() {
    if (mapScript != null) {
      mapScript.close();
    }
    if (script != null) {
      script.close();
    }
    manager.close();
  }
}
