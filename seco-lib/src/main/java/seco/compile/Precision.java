package seco.compile;

import seco.run.Processor;

/** The type in which a compiled network computes. Weights, losses and gradients stay float32. */
public enum Precision {
  /** Single precision, 24 bits of mantissa. */
  FLOAT32(6),
  /** bfloat16, 8 bits of mantissa and the range of float32. */
  BF16(15);

  private final int number; // of the type, in the engine's own language

  Precision(int number) {
    this.number = number;
  }

  /** The faster type of this machine: bf16 where the processor multiplies it. */
  public static Precision auto() {
    return Processor.here().hasBfloat16() ? BF16 : FLOAT32;
  }

  /** The expression of a tensor in this type. */
  String cast(String tensor) {
    return "torch.to(%s, %d)".formatted(tensor, number);
  }

  /** The expression of images (N, C, H, W) in this type, a pixel's channels together in memory. */
  String images(String tensor) {
    return "torch.to(%s, %d, False, False, 2)".formatted(tensor, number);
  }
}
