package seco.compile;

import seco.compile.TrunkSource.Convolution;
import seco.compile.TrunkSource.Layers;
import seco.compile.TrunkSource.Writer;

/** Layers in evaluation, of operations that every device has; {@link FusedLayers} are faster. */
record FoldedLayers() implements Layers {
  @Override
  public String plain(Writer writer, String x, Convolution convolution) {
    return writer.value(
        convolution.expression(
            x,
            writer.argument(convolution.name() + ".weight"),
            writer.argument(convolution.norm() + ".bias")));
  }

  @Override
  public String activated(Writer writer, String x, Convolution convolution) {
    return writer.value("torch.relu_(%s)".formatted(plain(writer, x, convolution)));
  }

  @Override
  public String joined(Writer writer, String x, Convolution convolution, String other) {
    String y = plain(writer, x, convolution);
    return writer.value("torch.relu_(torch.add_(%s, %s))".formatted(y, other));
  }
}
