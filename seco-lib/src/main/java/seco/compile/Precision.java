package seco.compile;

import ai.djl.util.cuda.CudaUtils;
import java.util.Locale;
import seco.run.Processor;

/** The type in which a compiled network computes. Weights, losses and gradients stay float32. */
public enum Precision {
  /** Single precision, 24 bits of mantissa. */
  FLOAT32(6),
  /** bfloat16, 8 bits of mantissa and the range of float32. */
  BF16(15);

  private static final int AMPERE = 80; // compute capability 8.0

  private final int number; // of the type, in the engine's own language

  Precision(int number) {
    this.number = number;
  }

  /** The name on the command line: {@code float32} or {@code bf16}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The faster type of this machine: bf16 where it is multiplied by instructions of its own. */
  public static Precision auto() {
    return BF16.isFastHere() ? BF16 : FLOAT32;
  }

  /**
   * Whether this machine computes in this type as fast as it can: in bf16 with AMX, AVX512-BF16 or,
   * where it has GPUs, with these from NVIDIA's Ampere on. Does not start the engine.
   */
  public boolean isFastHere() {
    if (this == FLOAT32) {
      return true;
    }
    return CudaUtils.getGpuCount() > 0
        ? Integer.parseInt(CudaUtils.getComputeCapability(0)) >= AMPERE
        : Processor.here().hasBfloat16();
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
