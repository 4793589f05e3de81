package seco.pretrain;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import seco.dataset.ClipSource;
import seco.dataset.PretextClips;
import seco.model.PretextHead;
import seco.run.Seeds;
import seco.tensor.ChannelsLast;
import seco.video.FrameStore;

/**
 * By how many quarter turns is a clip rotated, all its frames alike? Each clip is shown four times,
 * once in each rotation, and each of the four is a question of its own.
 *
 * <p>The clips and what is done to their colours are DualVar's, so that the rows of a comparison
 * differ in their tasks alone.
 *
 * @see <a href="https://arxiv.org/abs/1811.11387">Jing, Yang, Liu, Tian: Self-Supervised
 *     Spatiotemporal Feature Learning via Video Rotation Prediction (2018)</a>
 */
record RotNet3d() implements ClipPretext {
  private static final int TURNS = 4;

  @Override
  public ClipSource source(DualVarConfig config, FrameStore store) {
    DualVarClipConfig clips = config.clips();
    return PretextClips.single(
        store,
        clips.frames(),
        clips.augmentation(),
        config.optimization().batchSize(),
        clips.pixels(),
        new Seeds(config.seed()));
  }

  @Override
  public int views() {
    return 1;
  }

  @Override
  public int clips() {
    return TURNS;
  }

  @Override
  public int together() {
    return 1;
  }

  @Override
  public PretextHead.Form form() {
    return PretextHead.Form.JOINED;
  }

  @Override
  public int classes() {
    return TURNS;
  }

  /**
   * Each clip of (N, 3, T, S, S), unturned and by one, two and three quarters against the clock:
   * (4N, 3, T, S, S), with the answers 0, 1, 2, 3 for each video.
   */
  @Override
  public Question ask(List<NDArray> views, Seeds seeds, long step) {
    NDArray clips = views.get(0);
    NDList turned = new NDList(clips);
    for (int quarters = 1; quarters < TURNS; quarters++) {
      turned.add(clips.rotate90(quarters, new int[] {3, 4}));
    }
    Shape shape = clips.getShape();
    NDArray all =
        NDArrays.stack(turned, 1) // (N, 4, 3, T, S, S)
            .reshape(-1, shape.get(1), shape.get(2), shape.get(3), shape.get(4));
    float[] answers = new float[Math.toIntExact(TURNS * shape.get(0))];
    for (int i = 0; i < answers.length; i++) {
      answers[i] = i % TURNS;
    }
    return new Question(ChannelsLast.of(all), clips.getManager().create(answers));
  }
}
