package seco.compile;

import ai.djl.ndarray.NDManager;
import seco.compile.TrunkSource.Convolution;
import seco.compile.TrunkSource.Layers;
import seco.compile.TrunkSource.Writer;

/**
 * Layers in evaluation on a processor: a convolution with its bias, the addition and the ReLU
 * behind it are one operation of oneDNN each.
 */
record FusedLayers() implements Layers {
  private static final String NO_NUMBERS = "annotate(List[Optional[number]], [])";

  /** Whether the engine has these operations: on x86 processors it has. */
  static boolean isKnownTo(NDManager manager) {
    String processor = System.getProperty("os.arch");
    return !manager.getDevice().isGpu()
        && (processor.equals("amd64") || processor.equals("x86_64"));
  }

  @Override
  public String plain(Writer writer, String x, Convolution convolution) {
    return unary(writer, x, convolution, "none");
  }

  @Override
  public String activated(Writer writer, String x, Convolution convolution) {
    return unary(writer, x, convolution, "relu");
  }

  private static String unary(Writer writer, String x, Convolution convolution, String function) {
    return writer.value(
        "ops.mkldnn._convolution_pointwise(%s, %s, \"%s\", %s, None)"
            .formatted(x, operands(writer, convolution), function, NO_NUMBERS));
  }

  @Override
  public String joined(Writer writer, String x, Convolution convolution, String other) {
    return writer.value(
        "ops.mkldnn._convolution_pointwise_(%s, %s, %s, \"add\", None, \"relu\", %s, None)"
            .formatted(other, x, operands(writer, convolution), NO_NUMBERS));
  }

  /** Weight, bias, padding, stride, dilation, groups. */
  private static String operands(Writer writer, Convolution convolution) {
    return String.join(
        ", ",
        writer.argument(convolution.name() + ".weight"),
        writer.argument(convolution.norm() + ".bias"),
        convolution.padding(),
        Convolution.pair(convolution.stride()),
        Convolution.pair(convolution.dilation()),
        "1");
  }
}
