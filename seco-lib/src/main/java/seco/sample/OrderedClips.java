package seco.sample;

import java.util.random.RandomGenerator;

/**
 * Three clips of a video in the order of time, none of which shares a frame with another. Between
 * two of them lie frames that nobody sees, so that one does not simply go on where the other ends.
 *
 * <p>In a short video the stride falls until the clips and the gaps find room, and where it cannot
 * fall any more the gaps do. Of a video of fewer frames than three clips each clip has a third,
 * whose frames are repeated, all about as often.
 *
 * @param length frames of a clip; 16 in the authors' setting
 * @param stride from one to the next at most; 1 in the authors' setting
 * @param gap frames between two clips at most; 8 in the authors' setting
 * @see <a
 *     href="https://openaccess.thecvf.com/content_CVPR_2019/html/Xu_Self-Supervised_Spatiotemporal_Learning_via_Video_Clip_Order_Prediction_CVPR_2019_paper.html">Xu,
 *     Xiao, Zhao, Shao, Xie, Zhuang: Self-Supervised Spatiotemporal Learning via Video Clip Order
 *     Prediction (2019), section 3.1</a>
 */
public record OrderedClips(int length, int stride, int gap) {
  /** How many clips. */
  public static final int CLIPS = 3;

  public OrderedClips {
    if (length < 1 || stride < 1 || gap < 0) {
      throw new IllegalArgumentException(
          "clips of %d frames, stride %d, gaps of %d".formatted(length, stride, gap));
    }
  }

  /** Clips of a length and stride, with gaps as long as half a clip of stride 1: the authors'. */
  public static OrderedClips of(int length, int stride) {
    return new OrderedClips(length, stride, length / 2);
  }

  /**
   * The frames of each clip, from the earliest clip to the latest.
   *
   * @throws IllegalArgumentException if the video has less than a frame for each clip
   */
  public int[][] sample(int frames, RandomGenerator random) {
    if (frames < CLIPS) {
      throw new IllegalArgumentException(frames + " frames do not make " + CLIPS + " clips");
    }
    if (frames < CLIPS * length) {
      return thirds(frames, random);
    }
    int step = stride;
    while (step > 1 && (long) CLIPS * span(step) + (CLIPS - 1L) * gap > frames) {
      step--;
    }
    int room = frames - CLIPS * Math.toIntExact(span(step));
    int between = Math.min(gap, room / (CLIPS - 1));
    int start = random.nextInt(room - (CLIPS - 1) * between + 1);
    int[][] clips = new int[CLIPS][length];
    for (int clip = 0; clip < CLIPS; clip++) {
      int first = start + clip * (Math.toIntExact(span(step)) + between);
      for (int k = 0; k < length; k++) {
        clips[clip][k] = first + k * step;
      }
    }
    return clips;
  }

  /** Frames from a clip's first to its last. */
  private long span(int step) {
    return (length - 1L) * step + 1;
  }

  private int[][] thirds(int frames, RandomGenerator random) {
    int part = frames / CLIPS;
    int start = random.nextInt(frames - CLIPS * part + 1);
    int[][] clips = new int[CLIPS][length];
    for (int clip = 0; clip < CLIPS; clip++) {
      for (int k = 0; k < length; k++) {
        clips[clip][k] = start + clip * part + k * part / length;
      }
    }
    return clips;
  }
}
