package seco.track.otb;

import java.util.Arrays;
import java.util.List;
import seco.track.Box;

/**
 * How far a tracker's boxes are from the truth, frame by frame.
 *
 * @param overlaps intersection over union, 0..1; NaN where a box is absent
 * @param distances of the centres in pixels
 * @param normalized distances of the centres in units of the truth's size
 */
record FrameErrors(double[] overlaps, double[] distances, double[] normalized) {
  /**
   * The errors of a pass as the toolkit takes them for OTB: the first frame counts, with the truth
   * as its box, and the longer of the two is cut.
   */
  static FrameErrors of(List<Box> boxes, List<Box> truth) {
    int frames = Math.min(boxes.size(), truth.size());
    double[] overlaps = new double[frames];
    double[] distances = new double[frames];
    double[] normalized = new double[frames];
    for (int i = 0; i < frames; i++) {
      Box box = i == 0 ? truth.get(0) : boxes.get(i);
      overlaps[i] = box.overlap(truth.get(i));
      distances[i] = box.centreDistance(truth.get(i));
      normalized[i] = box.normalizedDistance(truth.get(i));
    }
    return new FrameErrors(overlaps, distances, normalized);
  }

  /** The frames of several passes as if they were one. */
  static FrameErrors joined(List<FrameErrors> passes) {
    return new FrameErrors(
        passes.stream().flatMapToDouble(p -> Arrays.stream(p.overlaps)).toArray(),
        passes.stream().flatMapToDouble(p -> Arrays.stream(p.distances)).toArray(),
        passes.stream().flatMapToDouble(p -> Arrays.stream(p.normalized)).toArray());
  }
}
