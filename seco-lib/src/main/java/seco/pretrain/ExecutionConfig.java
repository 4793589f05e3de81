package seco.pretrain;

import ai.djl.ndarray.NDManager;
import java.util.Optional;
import seco.InputException;
import seco.compile.Compiler;
import seco.compile.FusedUpdates;
import seco.compile.Precision;
import seco.dataset.ColourPlace;
import seco.model.TrunkFunction;
import seco.run.WhenAbsent;
import seco.tensor.SingleUpdates;
import seco.tensor.Updates;

/**
 * How a step is carried out on the machine. Nothing of it changes what is computed, only the order
 * in which sums are taken and so their last digits; but {@link Precision#BF16} computes the trunk
 * with 8 bits of mantissa, and {@link ColourPlace#DEVICE} rounds colours differently.
 *
 * @param devices over which a batch and its {@link ContrastConfig#replicas} are spread; their
 *     gradients are averaged, and the memory takes the keys of all
 * @param accumulation parts of a device's share that go through the query encoder one after the
 *     other, their gradients added up; each is made of whole replicas
 * @param recompute gradient checkpointing: each stage of the trunk is computed once more for its
 *     gradient, which saves memory and costs a second forward pass
 * @param network how the networks and their updates are carried out
 * @param precision in which the trunk computes; bf16 only where it is compiled
 * @param colour where patches get their colours
 */
public record ExecutionConfig(
    int devices,
    int accumulation,
    boolean recompute,
    @WhenAbsent("BLOCKS") Network network,
    @WhenAbsent("FLOAT32") Precision precision,
    @WhenAbsent("LOADER") ColourPlace colour) {
  /** How networks are carried out. */
  public enum Network {
    /** Block by block, the reference. */
    BLOCKS,
    /** As functions of the engine; see {@link seco.compile}. */
    COMPILED
  }

  /** One device, one part, everything kept for the gradient, block by block, no colours on it. */
  public static final ExecutionConfig PLAIN =
      new ExecutionConfig(1, 1, false, Network.BLOCKS, Precision.FLOAT32, ColourPlace.LOADER);

  public ExecutionConfig {
    if (devices < 1 || accumulation < 1) {
      throw new InputException(
          "devices %d, accumulation %d: must be at least 1".formatted(devices, accumulation));
    }
    if (precision == Precision.BF16 && network == Network.BLOCKS) {
      throw new InputException(
          "precision BF16: needs the network COMPILED, the blocks are float32");
    }
  }

  /** The same with its network compiled. */
  public ExecutionConfig compiled(Precision precision) {
    return new ExecutionConfig(
        devices, accumulation, recompute, Network.COMPILED, precision, colour);
  }

  /** What makes the trunks' functions; nothing where they are carried out block by block. */
  Optional<TrunkFunction.Maker> compiler() {
    return network == Network.COMPILED ? Optional.of(new Compiler(precision)) : Optional.empty();
  }

  /** The arithmetic of the updates. */
  Updates updates(NDManager manager) {
    return network == Network.COMPILED ? new FusedUpdates(manager) : new SingleUpdates();
  }

  /** Requires every part of every device to be made of whole replicas. */
  void requireSplit(int replicas) {
    if (replicas % (devices * accumulation) != 0) {
      throw new InputException(
          ("replicas %d: do not split into %d devices x %d accumulated parts; batch statistics"
                  + " are taken over a replica, so each part needs whole ones")
              .formatted(replicas, devices, accumulation));
    }
  }
}
