package seco.bench;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import seco.InputException;
import seco.compile.Precision;
import seco.model.ResNetConfig;
import seco.model.SecoEncoder;
import seco.run.Progress;
import seco.run.Seeds;
import seco.run.Settings;
import seco.tensor.Gradients;
import seco.track.Box;
import seco.track.TrackConfig;
import seco.track.TrackRun;
import seco.track.Tracker;
import seco.video.Frame;

/**
 * A frame of SiamFC's loop, from the decoded picture to the box, in turn with its trunk alone on as
 * many images of the same size that lie in memory: three cuts of 255 pixels at a stride of 8.
 * Weights are random, so the tracker begins anew every few frames, which is not timed.
 *
 * @param depth of the trunk
 * @param width of the trunk, 64 for the published networks
 * @param frames size of the pictures
 * @param precision of the compiled trunk; null for the blocks
 */
public record TrackingLoop(int depth, int width, LabFrames frames, @Nullable Precision precision)
    implements Stage {
  private static final int PICTURES = 20;
  private static final double RESPONSE_FACTOR = 1e-3;

  public TrackingLoop {
    if (width < 1) {
      throw new InputException("width " + width + ": must be at least 1");
    }
  }

  @Override
  public String name() {
    return "track";
  }

  @Override
  public Map<String, Object> settings() {
    return new Sizes()
        .with("depth", depth)
        .with("trunk", width)
        .with("width", frames.width())
        .with("height", frames.height())
        .with("precision", Sizes.precision(precision))
        .asMap();
  }

  @Override
  public Measurement measure(Rounds rounds, Progress progress) throws IOException {
    Gradients.off();
    List<Frame> pictures = frames.video(0, PICTURES);
    try (NDManager manager = NDManager.newBaseManager();
        TrackRun run = untrained(manager);
        Tracker tracker = run.tracker()) {
      int scales = run.config().siamFc().scales();
      NDArray images = RandomTensors.images(manager, scales, run.config().siamFc().searchPixels());
      Turns turns =
          rounds.inTurn(
              round -> {
                if (round % (PICTURES - 1) == 0) {
                  tracker.init(pictures.get(0), middle());
                }
              },
              round -> alone(manager, run, images),
              round -> tracker.update(pictures.get(1 + round % (PICTURES - 1))),
              progress);
      return Measurement.of(turns.work())
          .with("frames_per_second", 1 / turns.work().median())
          .with("network_frames_per_second", 1 / turns.other().median())
          .with("overhead_share", turns.share() - 1);
    }
  }

  private TrackRun untrained(NDManager manager) {
    ResNetConfig shape = new ResNetConfig(depth, width, 0);
    TrackConfig config = TrackConfig.of("ours", "paper", shape, TrackConfig.RANDOM, 0);
    Map<String, @Nullable Object> changes = new LinkedHashMap<>();
    changes.put("precision", precision);
    changes.put("head.responseFactor", RESPONSE_FACTOR);
    try (SecoEncoder encoder =
        SecoEncoder.create(
            manager, shape, SecoEncoder.Heads.PER_TASK, new Seeds(0).stream("encoder"))) {
      return TrackRun.untrained(Settings.with(config, changes), encoder.arrays());
    }
  }

  /** A third of the picture's height, in its middle. */
  private Box middle() {
    double side = frames.height() / 3.0;
    return new Box((frames.width() - side) / 2, (frames.height() - side) / 2, side, side);
  }

  private static void alone(NDManager manager, TrackRun run, NDArray images) {
    try (NDManager scope = manager.newSubManager()) {
      NDArray input = images.reshape(images.getShape()); // a view, so that results are the scope's
      input.attach(scope);
      var unused = run.map(input).toFloatArray();
    }
  }
}
