package seco.model;

import java.util.ArrayList;
import java.util.List;

/**
 * What one image costs in a part of a {@link ResNet}, or a clip in a network for clips, counted
 * from the shapes of its maps in float32.
 *
 * @param inputBytes of the map that enters
 * @param keptBytes of what a gradient needs: the output of each convolution and of each activation
 * @param workBytes most that is held at once where no gradient is needed: all maps of a block
 */
public record Footprint(long inputBytes, long keptBytes, long workBytes) {
  /**
   * The stem and the four stages of a network.
   *
   * @param pixels edge of the square images
   */
  public static List<Footprint> of(ResNetConfig config, int pixels) {
    List<Footprint> parts = new ArrayList<>();
    Walk walk = new Walk(3, pixels);
    walk.layer(config.width(), 7, 2);
    walk.pooling();
    walk.endBlock();
    parts.add(walk.endPart());
    for (int stage = 0; stage < 4; stage++) {
      boolean dilated = stage >= 4 - config.dilatedStages();
      for (int i = 0; i < config.blocks(stage); i++) {
        int stride = i == 0 && stage > 0 && !dilated ? 2 : 1;
        block(walk, config, config.width() << stage, stride);
      }
      parts.add(walk.endPart());
    }
    return parts;
  }

  private static void block(Walk walk, ResNetConfig config, int width, int stride) {
    int channels = width * config.expansion();
    if (stride > 1 || walk.channels != channels) {
      walk.shortcut(channels, stride);
    }
    if (config.bottleneck()) {
      walk.layer(width, 1, 1);
      walk.layer(width, 3, stride);
      walk.layer(channels, 1, 1);
    } else {
      walk.layer(width, 3, stride);
      walk.layer(width, 3, 1);
    }
    walk.endBlock();
  }

  /** This part and the next one as one. */
  Footprint before(Footprint next) {
    return new Footprint(
        inputBytes, keptBytes + next.keptBytes, Math.max(workBytes, next.workBytes));
  }

  /** That of several images. */
  Footprint times(int images) {
    return new Footprint(images * inputBytes, images * keptBytes, images * workBytes);
  }

  /** Follows an image through the network. */
  private static final class Walk {
    private int channels;
    private int edge;
    private long input;
    private long kept;
    private long block;
    private long work;

    Walk(int channels, int edge) {
      this.channels = channels;
      this.edge = edge;
      input = map(channels, edge);
    }

    private static long map(int channels, int edge) {
      return (long) Float.BYTES * channels * edge * edge;
    }

    /** Convolution, batch norm and activation; the first and the last are kept. */
    void layer(int outputs, int kernel, int stride) {
      edge = (edge + stride - 1) / stride;
      channels = outputs;
      kept += 2 * map(channels, edge);
      block += 3 * map(channels, edge);
    }

    /** Convolution and batch norm beside the block's layers. */
    void shortcut(int outputs, int stride) {
      int newEdge = (edge + stride - 1) / stride;
      kept += map(outputs, newEdge);
      block += 2 * map(outputs, newEdge);
    }

    /** Its gradient needs the place of each greatest value, a number of eight bytes. */
    void pooling() {
      edge = (edge + 1) / 2;
      kept += 3 * map(channels, edge);
      block += 3 * map(channels, edge);
    }

    void endBlock() {
      work = Math.max(work, block);
      block = 0;
    }

    Footprint endPart() {
      Footprint part = new Footprint(input, kept, work);
      input = map(channels, edge);
      kept = 0;
      work = 0;
      return part;
    }
  }
}
