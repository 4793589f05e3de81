package seco.pretrain;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import java.util.List;
import seco.contrast.Shuffle;
import seco.dataset.ClipSource;
import seco.dataset.PretextClips;
import seco.model.PretextHead;
import seco.run.Seeds;
import seco.sample.ClipPermutation;
import seco.sample.OrderedClips;
import seco.tensor.ChannelsLast;
import seco.video.FrameStore;

/**
 * In which of their six orders are three clips of a video shown? Their features pass pair by pair
 * through a layer that all pairs share, and then together into a linear one.
 *
 * <p>The clips are changed as DualVar's, each by a draw of its own, and are as far apart as
 * DualVar's where the videos are long enough. The shared layer has 128 outputs, the authors' 512
 * and dropout behind it.
 *
 * @see <a
 *     href="https://openaccess.thecvf.com/content_CVPR_2019/html/Xu_Self-Supervised_Spatiotemporal_Learning_via_Video_Clip_Order_Prediction_CVPR_2019_paper.html">Xu,
 *     Xiao, Zhao, Shao, Xie, Zhuang: Self-Supervised Spatiotemporal Learning via Video Clip Order
 *     Prediction (2019)</a>
 */
record ClipOrder() implements ClipPretext {
  @Override
  public ClipSource source(DualVarConfig config, FrameStore store) {
    DualVarClipConfig clips = config.clips();
    return PretextClips.ordered(
        store,
        OrderedClips.of(clips.frames().length(), clips.frames().stride()),
        clips.augmentation(),
        config.optimization().batchSize(),
        clips.pixels(),
        new Seeds(config.seed()));
  }

  @Override
  public int views() {
    return OrderedClips.CLIPS;
  }

  @Override
  public int clips() {
    return OrderedClips.CLIPS;
  }

  @Override
  public int together() {
    return OrderedClips.CLIPS;
  }

  @Override
  public PretextHead.Form form() {
    return PretextHead.Form.PAIRS;
  }

  @Override
  public int classes() {
    return ClipPermutation.answers();
  }

  /** Three views in the order of time (N, 3, T, S, S) to (3N, 3, T, S, S), each video's in one. */
  @Override
  public Question ask(List<NDArray> views, Seeds seeds, long step) {
    int videos = Math.toIntExact(views.get(0).getShape().get(0));
    int[] answers = new int[videos];
    for (int row = 0; row < videos; row++) {
      answers[row] = seeds.stream("clip-order", step, row).nextInt(classes());
    }
    return ask(views, answers);
  }

  /** The question whose answers these are. */
  static Question ask(List<NDArray> views, int... answers) {
    int videos = answers.length;
    int[] places = new int[videos * OrderedClips.CLIPS];
    float[] classes = new float[videos];
    for (int row = 0; row < videos; row++) {
      List<Integer> order = ClipPermutation.of(answers[row]);
      for (int place = 0; place < OrderedClips.CLIPS; place++) {
        places[row * OrderedClips.CLIPS + place] = order.get(place) * videos + row;
      }
      classes[row] = answers[row];
    }
    NDArray all = NDArrays.concat(new NDList(views)); // (3N, 3, T, S, S), view after view
    NDArray ordered = ChannelsLast.of(Shuffle.of(places).apply(all));
    return new Question(ordered, all.getManager().create(classes));
  }
}
