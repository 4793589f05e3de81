package seco.bench;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import seco.model.ClipTrunkConfig;
import seco.model.DualVarEncoder;
import seco.run.Progress;
import seco.run.Seeds;
import seco.tensor.Gradients;

/**
 * Clips through a network for clips, in turn as the loader lays them into memory, the channels of a
 * pixel side by side ("channels last"), and each channel apart. Convolutions pass on the layout
 * that they are given.
 *
 * @param trunk the network
 * @param frames of a clip
 * @param pixels edge of its frames
 * @param batch clips a pass
 * @param gradients whether a pass goes back as well, as in training
 */
public record ClipPasses(
    ClipTrunkConfig trunk, int frames, int pixels, int batch, boolean gradients) implements Stage {
  private static final int SEGMENTS = 2;

  @Override
  public String name() {
    return "clips";
  }

  @Override
  public Map<String, Object> settings() {
    return new Sizes()
        .with("network", trunk.kind().name().toLowerCase(Locale.ROOT))
        .with("width", trunk.width())
        .with("frames", frames)
        .with("pixels", pixels)
        .with("batch", batch)
        .with("gradients", gradients)
        .asMap();
  }

  @Override
  public Measurement measure(Rounds rounds, Progress progress) throws IOException {
    Gradients.off();
    try (NDManager manager = NDManager.newBaseManager();
        DualVarEncoder encoder =
            DualVarEncoder.create(manager, trunk, SEGMENTS, new Seeds(0).stream("encoder"))) {
      NDArray last = RandomTensors.clips(manager, batch, frames, pixels);
      NDArray first = manager.randomNormal(last.getShape());
      Turns turns =
          rounds.inTurn(
              round -> {},
              round -> pass(manager, encoder, first),
              round -> pass(manager, encoder, last),
              progress);
      return Measurement.of(turns.work())
          .with("clips_per_second", batch / turns.work().median())
          .with("channels_first_clips_per_second", batch / turns.other().median())
          .with("share_of_channels_first", turns.share());
    }
  }

  private void pass(NDManager manager, DualVarEncoder encoder, NDArray clips) {
    try (NDManager scope = manager.newSubManager()) {
      NDArray input = clips.reshape(clips.getShape()); // a view, so that results are the scope's
      input.attach(scope);
      if (gradients) {
        NDArray loss = Gradients.recorded(() -> encoder.features(input, true).sum());
        Gradients.backward(loss, loss.onesLike());
        encoder.trainable().forEach((name, weight) -> Gradients.zero(weight));
        var unused = loss.getFloat(); // done when it is there
      } else {
        var unused = encoder.features(input, false).toFloatArray();
      }
    }
  }
}
