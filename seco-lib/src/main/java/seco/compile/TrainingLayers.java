package seco.compile;

import seco.compile.TrunkSource.Convolution;
import seco.compile.TrunkSource.Layers;
import seco.compile.TrunkSource.Writer;

/**
 * Layers that learn. The weights are float32; where the trunk computes in bf16 they are cast for
 * each convolution, and their gradient is cast back.
 *
 * @param normsKept whether all batch norms but the first apply their running statistics
 */
record TrainingLayers(Precision precision, boolean normsKept) implements Layers {
  @Override
  public String plain(Writer writer, String x, Convolution convolution) {
    String weight = precision.cast(writer.argument(convolution.name() + ".weight"));
    String y =
        writer.value(
            NarrowMaps.fit(convolution)
                ? NarrowMaps.expression(x, weight, convolution, precision)
                : convolution.expression(x, weight, "None"));
    return writer.value(
        "torch.batch_norm(%s, %s, %s, %s, %s, %s, 0.1, 1e-05, True)"
            .formatted(
                y,
                writer.argument(convolution.norm() + ".weight"),
                writer.argument(convolution.norm() + ".bias"),
                writer.argument(convolution.norm() + ".running_mean"),
                writer.argument(convolution.norm() + ".running_var"),
                normsKept && !convolution.norm().equals("bn1") ? "False" : "True"));
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

  @Override
  public String functions() {
    return NarrowMaps.FUNCTION;
  }
}
