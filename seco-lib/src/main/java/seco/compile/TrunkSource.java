package seco.compile;

import java.util.ArrayList;
import java.util.List;
import seco.model.ResNetConfig;

/**
 * The body of a function that takes images (N, 3, H, W) to pooled features (N, D), and the names of
 * its further arguments in their order.
 *
 * @param body as {@link ScriptArchive} takes it
 * @param arguments published names of the arrays; of a folded network those of the convolutions'
 *     weights and, in place of each batch norm, of its bias
 */
record TrunkSource(String body, List<String> arguments) {
  /** Batch norm takes the batch's statistics and moves the running ones; PyTorch's constants. */
  static TrunkSource training(ResNetConfig config) {
    return new Writer(config, false).write();
  }

  /** Batch norm is part of the convolutions; see {@link Folding}. */
  static TrunkSource folded(ResNetConfig config) {
    return new Writer(config, true).write();
  }

  /** Follows the network's parts as {@link seco.model.ResNet} does. */
  private static final class Writer {
    private final ResNetConfig config;
    private final boolean folded;
    private final StringBuilder lines = new StringBuilder();
    private final List<String> arguments = new ArrayList<>();
    private int values;

    Writer(ResNetConfig config, boolean folded) {
      this.config = config;
      this.folded = folded;
    }

    TrunkSource write() {
      String x = layer("x", "conv1", "bn1", 7, 2, 1);
      x = value("torch.max_pool2d(%s, [3, 3], [2, 2], [1, 1], [1, 1], False)".formatted(relu(x)));
      int channels = config.width();
      int dilation = 1;
      for (int stage = 0; stage < 4; stage++) {
        boolean dilated = stage >= 4 - config.dilatedStages();
        int stride = stage == 0 || dilated ? 1 : 2;
        int first = dilation;
        dilation = dilated ? dilation * 2 : dilation;
        int outputs = (config.width() << stage) * config.expansion();
        for (int i = 0; i < config.blocks(stage); i++) {
          boolean shortcut = (i == 0 ? stride : 1) != 1 || channels != outputs;
          String name = "layer" + (stage + 1) + "." + i + ".";
          x = block(x, name, i == 0 ? stride : 1, i == 0 ? first : dilation, shortcut);
          channels = outputs;
        }
      }
      lines.append("    return torch.mean(%s, [2, 3], False, dtype=None)%n".formatted(x));
      return new TrunkSource(lines.toString(), List.copyOf(arguments));
    }

    private String block(String x, String name, int stride, int dilation, boolean shortcut) {
      int[] kernels = config.bottleneck() ? new int[] {1, 3, 1} : new int[] {3, 3};
      int strided = config.bottleneck() ? 1 : 0; // the layer that carries the stride
      String y = x;
      for (int i = 0; i < kernels.length; i++) {
        y =
            layer(
                i == 0 ? y : relu(y),
                name + "conv" + (i + 1),
                name + "bn" + (i + 1),
                kernels[i],
                i == strided ? stride : 1,
                kernels[i] == 3 ? dilation : 1);
      }
      String identity =
          shortcut ? layer(x, name + "downsample.0", name + "downsample.1", 1, stride, 1) : x;
      return relu(value("torch.add_(%s, %s)".formatted(y, identity)));
    }

    /** A convolution and its batch norm. */
    private String layer(
        String x, String convolution, String norm, int kernel, int stride, int dilation) {
      int padding = dilation * (kernel - 1) / 2;
      String weight = argument(convolution + ".weight");
      String bias = folded ? argument(norm + ".bias") : "None";
      String y =
          value(
              "torch.conv2d(%s, %s, %s, [%5$d, %5$d], [%4$d, %4$d], [%6$d, %6$d], 1)"
                  .formatted(x, weight, bias, padding, stride, dilation));
      if (folded) {
        return y;
      }
      return value(
          "torch.batch_norm(%s, %s, %s, %s, %s, True, 0.1, 1e-05, True)"
              .formatted(
                  y,
                  argument(norm + ".weight"),
                  argument(norm + ".bias"),
                  argument(norm + ".running_mean"),
                  argument(norm + ".running_var")));
    }

    private String relu(String x) {
      return value("torch.relu_(%s)".formatted(x));
    }

    private String argument(String name) {
      arguments.add(name);
      return "a[" + (arguments.size() - 1) + "]";
    }

    private String value(String expression) {
      String name = "v" + values++;
      lines.append("    %s = %s%n".formatted(name, expression));
      return name;
    }
  }
}
