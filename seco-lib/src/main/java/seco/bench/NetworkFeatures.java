package seco.bench;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import seco.compile.FrozenTrunk;
import seco.compile.Precision;
import seco.model.ResNetConfig;
import seco.model.SecoEncoder;
import seco.run.Progress;
import seco.run.Seeds;
import seco.tensor.Gradients;

/**
 * The pooled features of random images by a network in evaluation mode.
 *
 * @param depth of the network, of width 64
 * @param pixels edge of the images
 * @param batch images a pass
 * @param precision of the compiled network; null for the blocks
 */
public record NetworkFeatures(int depth, int pixels, int batch, @Nullable Precision precision)
    implements Stage {
  @Override
  public String name() {
    return "features";
  }

  @Override
  public Map<String, Object> settings() {
    return new Sizes()
        .with("depth", depth)
        .with("pixels", pixels)
        .with("batch", batch)
        .with("precision", Sizes.precision(precision))
        .asMap();
  }

  @Override
  public Measurement measure(Rounds rounds, Progress progress) throws IOException {
    Gradients.off();
    try (NDManager manager = NDManager.newBaseManager();
        SecoEncoder encoder =
            SecoEncoder.create(
                manager,
                ResNetConfig.of(depth),
                SecoEncoder.Heads.PER_TASK,
                new Seeds(0).stream("encoder"));
        FrozenTrunk trunk =
            precision == null ? null : new FrozenTrunk(manager, encoder, precision)) {
      NDArray images = RandomTensors.images(manager, batch, pixels);
      Timings timings = rounds.time(round -> pass(manager, encoder, trunk, images), progress);
      return Measurement.of(timings).with("frames_per_second", batch / timings.median());
    }
  }

  private static void pass(
      NDManager manager, SecoEncoder encoder, @Nullable FrozenTrunk trunk, NDArray images) {
    try (NDManager scope = manager.newSubManager()) {
      NDArray input = images.reshape(images.getShape()); // a view, so that results are the scope's
      input.attach(scope);
      NDArray features = trunk == null ? encoder.features(input, false) : trunk.features(input);
      var unused = features.toFloatArray();
    }
  }
}
