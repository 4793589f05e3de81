package seco.compile;

import java.util.ArrayList;
import java.util.List;
import seco.model.ResNetConfig;

/**
 * The body of a function that takes images (N, 3, H, W) through a trunk or a part of it, and the
 * names of its further arguments in their order.
 *
 * @param body as {@link ScriptArchive} takes it
 * @param arguments published names of the arrays; of a folded network those of the convolutions'
 *     weights and, in place of each batch norm, of its bias
 */
record TrunkSource(String body, List<String> arguments) {
  /** The stem, numbered 0, and four stages. */
  static final int PARTS = 5;

  /**
   * Images to pooled features (N, D) in training mode: batch norm takes the batch's statistics and
   * moves the running ones; PyTorch's constants.
   *
   * @param normsKept whether all batch norms but the first stay as they are
   */
  static TrunkSource training(ResNetConfig config, Precision precision, boolean normsKept) {
    Layers layers = new TrainingLayers(precision, normsKept);
    return whole(new Writer(config, layers), precision.images("x"));
  }

  /** A part of the same: its input to its map (N, C, h, w), both in float32. */
  static TrunkSource trainingPart(
      ResNetConfig config, Precision precision, boolean normsKept, int part) {
    Writer writer = new Writer(config, new TrainingLayers(precision, normsKept));
    String map = writer.part(part, precision.images("x"));
    return writer.result(Precision.FLOAT32.cast(map));
  }

  /**
   * Images to pooled features (N, D) in evaluation, batch norm being part of the convolutions; see
   * {@link Folding}.
   *
   * @param fused whether {@link FusedLayers} serve
   */
  static TrunkSource folded(ResNetConfig config, Precision precision, boolean fused) {
    Layers layers = fused ? new FusedLayers() : new FoldedLayers();
    return whole(new Writer(config, layers), precision.images("x"));
  }

  /** The same to the last feature map (N, C, h, w) in float32; it takes the same arrays. */
  static TrunkSource foldedMap(ResNetConfig config, Precision precision, boolean fused) {
    Layers layers = fused ? new FusedLayers() : new FoldedLayers();
    Writer writer = new Writer(config, layers);
    return writer.result(Precision.FLOAT32.cast(lastMap(writer, precision.images("x"))));
  }

  private static TrunkSource whole(Writer writer, String images) {
    String x = lastMap(writer, images);
    return writer.result("torch.mean(" + x + ", [2, 3], False, dtype=6)"); // 6 is float32
  }

  private static String lastMap(Writer writer, String images) {
    String x = images;
    for (int part = 0; part < PARTS; part++) {
      x = writer.part(part, x);
    }
    return x;
  }

  /** How a convolution with its batch norm is written, and what follows it. */
  interface Layers {
    /** A convolution and its batch norm. */
    String plain(Writer writer, String x, Convolution convolution);

    /** The same with a ReLU behind. */
    String activated(Writer writer, String x, Convolution convolution);

    /** The same with an addition and a ReLU behind; {@code other} is of no use afterwards. */
    String joined(Writer writer, String x, Convolution convolution, String other);

    /** Functions that the expressions call, as methods behind {@code forward}. */
    default String functions() {
      return "";
    }
  }

  /**
   * A convolution without bias.
   *
   * @param name published, as in {@code layer1.0.conv1}
   * @param norm published name of the batch norm that follows
   */
  record Convolution(String name, String norm, int kernel, int stride, int dilation) {
    /** Pixels of zeros at each edge. */
    String padding() {
      return pair(dilation * (kernel - 1) / 2);
    }

    /** The convolution of {@code x} as the engine writes it. */
    String expression(String x, String weight, String bias) {
      return "torch.conv2d(%s, %s, %s, %s, %s, %s, 1)"
          .formatted(x, weight, bias, pair(stride), padding(), pair(dilation));
    }

    /** The stride and the dilation as the engine takes them, for both axes. */
    static String pair(int value) {
      return "[%1$d, %1$d]".formatted(value);
    }
  }

  /** Follows the network's parts as {@link seco.model.ResNet} does. */
  static final class Writer {
    private final ResNetConfig config;
    private final Layers layers;
    private final StringBuilder lines = new StringBuilder();
    private final List<String> arguments = new ArrayList<>();
    private int values;

    Writer(ResNetConfig config, Layers layers) {
      this.config = config;
      this.layers = layers;
    }

    /** Part 0 is the stem with its pooling, 1 to 4 are the stages. */
    String part(int part, String input) {
      return part == 0 ? stem(input) : stage(part - 1, input);
    }

    private String stem(String x) {
      String y = layers.activated(this, x, new Convolution("conv1", "bn1", 7, 2, 1));
      return value("torch.max_pool2d(%s, [3, 3], [2, 2], [1, 1], [1, 1], False)".formatted(y));
    }

    private String stage(int stage, String input) {
      boolean dilated = isDilated(stage);
      int stride = stage == 0 || dilated ? 1 : 2;
      int before = dilation(stage - 1);
      int channels = stage == 0 ? config.width() : outputs(stage - 1);
      String x = input;
      for (int i = 0; i < config.blocks(stage); i++) {
        boolean first = i == 0;
        boolean shortcut = first && (stride != 1 || channels != outputs(stage));
        String name = "layer" + (stage + 1) + "." + i + ".";
        x = block(x, name, first ? stride : 1, first ? before : dilation(stage), shortcut);
      }
      return x;
    }

    private boolean isDilated(int stage) {
      return stage >= 4 - config.dilatedStages();
    }

    private int dilation(int stage) {
      int dilation = 1;
      for (int i = 0; i <= stage; i++) {
        dilation = isDilated(i) ? dilation * 2 : dilation;
      }
      return dilation;
    }

    private int outputs(int stage) {
      return (config.width() << stage) * config.expansion();
    }

    private String block(String x, String name, int stride, int dilation, boolean shortcut) {
      int[] kernels = config.bottleneck() ? new int[] {1, 3, 1} : new int[] {3, 3};
      int strided = config.bottleneck() ? 1 : 0; // the layer that carries the stride
      int last = kernels.length - 1;
      String y = x;
      for (int i = 0; i < last; i++) {
        y = layers.activated(this, y, layer(name, i, kernels, i == strided ? stride : 1, dilation));
      }
      String identity = x;
      if (shortcut) {
        identity = layers.plain(this, x, downsample(name, stride));
      }
      return layers.joined(this, y, layer(name, last, kernels, 1, dilation), identity);
    }

    private static Convolution layer(String block, int i, int[] kernels, int stride, int dilation) {
      String number = Integer.toString(i + 1);
      return new Convolution(
          block + "conv" + number,
          block + "bn" + number,
          kernels[i],
          stride,
          kernels[i] == 3 ? dilation : 1);
    }

    private static Convolution downsample(String block, int stride) {
      return new Convolution(block + "downsample.0", block + "downsample.1", 1, stride, 1);
    }

    /** Asks for an array by its published name. */
    String argument(String name) {
      arguments.add(name);
      return "a[" + (arguments.size() - 1) + "]";
    }

    /** Computes a value and gives it a name. */
    String value(String expression) {
      String name = "v" + values++;
      lines.append("    ").append(name).append(" = ").append(expression).append('\n');
      return name;
    }

    TrunkSource result(String expression) {
      lines.append("    return ").append(expression).append('\n');
      return new TrunkSource(lines + layers.functions(), List.copyOf(arguments));
    }
  }
}
