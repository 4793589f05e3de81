package seco.dataset;

import ai.djl.ndarray.NDArray;
import java.util.List;

/**
 * Three clips of each of N videos, each (N, 3, T, S, S).
 *
 * @param first a clip
 * @param second another clip of the video
 * @param third the first clip augmented anew
 */
public record ClipTensors(NDArray first, NDArray second, NDArray third) {
  /** Of the three views of a batch. */
  public static ClipTensors of(List<NDArray> views) {
    return new ClipTensors(views.get(0), views.get(1), views.get(2));
  }
}
