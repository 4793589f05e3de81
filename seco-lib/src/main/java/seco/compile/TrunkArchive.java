package seco.compile;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import seco.model.ResNetConfig;
import seco.model.SecoEncoder;
import seco.tensor.NamedArrays;

/**
 * A compiled trunk for other programs: a TorchScript archive with the function {@code forward(x:
 * Tensor, a: List[Tensor]) -> Tensor}, which takes images (N, 3, H, W) and arrays to pooled
 * features (N, D) in float32. All its operations exist on every device.
 */
public final class TrunkArchive {
  private final Mode mode;
  private final TrunkSource source;

  private TrunkArchive(Mode mode, TrunkSource source) {
    this.mode = mode;
    this.source = source;
  }

  /** What the function is for. */
  public enum Mode {
    /** Batch norm takes the batch's statistics and moves the running ones; gradients flow. */
    TRAINING,
    /** Batch norm is folded into the convolutions. */
    EVALUATION
  }

  /**
   * The trunk of a shape.
   *
   * @param precision in which it computes. In training it takes float32 arrays and casts them; in
   *     evaluation it takes arrays of this type
   */
  public static TrunkArchive of(ResNetConfig trunk, Mode mode, Precision precision) {
    TrunkSource source =
        mode == Mode.TRAINING
            ? TrunkSource.training(trunk, precision, false)
            : TrunkSource.folded(trunk, precision, false);
    return new TrunkArchive(mode, source);
  }

  /** The archive's bytes; the same for the same shape, mode and precision. */
  public byte[] bytes() {
    return ScriptArchive.of(List.of("a"), source.body());
  }

  /**
   * Names of the arrays in the order in which the function takes them: published names; in
   * evaluation a batch norm's bias stands for the whole batch norm.
   */
  public List<String> arguments() {
    return source.arguments();
  }

  /**
   * An encoder's arrays in the order of {@link #arguments}, in float32: in training the encoder's
   * own, in evaluation folded ones.
   *
   * @param owner of the folded ones
   */
  public NamedArrays arrays(SecoEncoder encoder, NDManager owner) {
    NamedArrays arrays =
        mode == Mode.TRAINING ? encoder.arrays() : Folding.of(encoder.arrays(), owner);
    Map<String, NDArray> ordered = new LinkedHashMap<>();
    arguments().forEach(name -> ordered.put(name, arrays.get(name)));
    return new NamedArrays(ordered);
  }
}
