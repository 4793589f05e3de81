package seco.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import seco.Paper;
import seco.model.ResNetConfig;
import seco.model.SecoEncoder;

/** What an encoder consists of: its stages with their sizes, and its parameters by part. */
@Paper(section = "SeCo Training")
public final class Anatomy {
  private Anatomy() {}

  /**
   * A stage of the trunk.
   *
   * @param name as in the parameters' names; the stem is the first convolution and the pooling
   * @param channels of its map
   * @param edge of its map in cells
   * @param stride pixels of the image from cell to cell
   * @param receptiveField pixels of the image, along an edge, that can reach a cell
   * @param parameters trained numbers in it
   * @param multiplyAdds millions of multiplications for one image
   */
  public record Stage(
      String name,
      int channels,
      int edge,
      int stride,
      int receptiveField,
      long parameters,
      double multiplyAdds) {}

  /**
   * The stages of an encoder's trunk: the stem and four more.
   *
   * @param pixels edge of the square images
   */
  public static List<Stage> stages(SecoEncoder encoder, int pixels) {
    ResNetConfig config = encoder.trunk();
    Map<String, Long> parameters = parameters(encoder);
    Reach reach = new Reach(pixels);
    reach.layer(7, 2, 1);
    double stem = 1e-6 * reach.edge * reach.edge * weights(encoder, "conv1.", "");
    reach.layer(3, 2, 1); // the pooling
    List<Stage> stages = new ArrayList<>();
    stages.add(reach.stage("stem", config.width(), parameters.getOrDefault("stem", 0L), stem));
    int dilation = 1;
    for (int s = 1; s <= 4; s++) {
      String name = "layer" + s;
      boolean dilated = s > 4 - config.dilatedStages();
      int stride = s == 1 || dilated ? 1 : 2;
      int before = reach.edge;
      int firstDilation = dilation;
      dilation *= dilated ? 2 : 1;
      reach.blocks(encoder, name, stride, firstDilation, dilation);
      double wide = bottleneck(encoder) ? weights(encoder, name + ".0.conv1.", "") : 0;
      double rest =
          weights(encoder, name + ".", "conv") + weights(encoder, name + ".", "downsample");
      double work = wide * before * before + (rest - wide) * reach.edge * reach.edge;
      int channels = (config.width() << (s - 1)) * (bottleneck(encoder) ? 4 : 1);
      stages.add(reach.stage(name, channels, parameters.getOrDefault(name, 0L), 1e-6 * work));
    }
    return stages;
  }

  /**
   * Trained numbers by part, in the order of the network: stem, layer1 to layer4, the heads, the
   * order classifier.
   */
  public static Map<String, Long> parameters(SecoEncoder encoder) {
    Map<String, Long> counts = new LinkedHashMap<>();
    encoder
        .trainable()
        .forEach(
            (name, array) -> {
              String first = name.substring(0, name.indexOf('.'));
              String part = first.equals("conv1") || first.equals("bn1") ? "stem" : first;
              counts.merge(part, array.size(), Long::sum);
            });
    return counts;
  }

  private static boolean bottleneck(SecoEncoder encoder) {
    return encoder.trainable().names().contains("layer1.0.conv3.weight");
  }

  /** Numbers in the convolutions of a part. */
  private static double weights(SecoEncoder encoder, String prefix, String kind) {
    long[] sum = {0};
    encoder
        .trainable()
        .forEach(
            (name, array) -> {
              if (name.startsWith(prefix) && name.contains(kind) && name.endsWith(".weight")) {
                sum[0] += array.getShape().dimension() == 4 ? array.size() : 0;
              }
            });
    return sum[0];
  }

  /** Follows a cell's reach from layer to layer. */
  private static final class Reach {
    int edge;
    int stride = 1;
    int field = 1;

    Reach(int pixels) {
      edge = pixels;
    }

    void layer(int kernel, int layerStride, int dilation) {
      field += (kernel - 1) * dilation * stride;
      stride *= layerStride;
      edge = (edge + layerStride - 1) / layerStride;
    }

    /** The 3x3 convolutions of a stage; those of 1x1 reach no further. */
    void blocks(SecoEncoder encoder, String stage, int firstStride, int first, int others) {
      int block = 0;
      while (encoder.trainable().names().contains(stage + "." + block + ".conv1.weight")) {
        layer(3, block == 0 ? firstStride : 1, block == 0 ? first : others);
        if (!bottleneck(encoder)) {
          layer(3, 1, block == 0 ? first : others);
        }
        block++;
      }
    }

    Stage stage(String name, int channels, long parameters, double multiplyAdds) {
      return new Stage(name, channels, edge, stride, field, parameters, multiplyAdds);
    }
  }
}
