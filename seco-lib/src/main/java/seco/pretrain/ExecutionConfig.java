package seco.pretrain;

import seco.InputException;

/**
 * How a step is carried out on the machine. Nothing of it changes what is computed, only the order
 * in which sums are taken and so their last digits.
 *
 * @param devices over which a batch and its {@link ContrastConfig#replicas} are spread; their
 *     gradients are averaged, and the memory takes the keys of all
 * @param accumulation parts of a device's share that go through the query encoder one after the
 *     other, their gradients added up; each is made of whole replicas
 * @param recompute gradient checkpointing: each stage of the trunk is computed once more for its
 *     gradient, which saves memory and costs a second forward pass
 */
public record ExecutionConfig(int devices, int accumulation, boolean recompute) {
  /** One device, one part, everything kept for the gradient. */
  public static final ExecutionConfig PLAIN = new ExecutionConfig(1, 1, false);

  public ExecutionConfig {
    if (devices < 1 || accumulation < 1) {
      throw new InputException(
          "devices %d, accumulation %d: must be at least 1".formatted(devices, accumulation));
    }
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
