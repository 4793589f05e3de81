package seco.track;

import java.util.List;
import java.util.stream.IntStream;

/** Which frames a head may learn from: those whose box is of a sensible size and is seen. */
final class PairFilter {
  private static final double LEAST_AREA = 20;
  private static final double LEAST_SIDE = 20;
  private static final double MOST_SIDE = 500;
  private static final double LEAST_SHARE = 0.01;
  private static final double MOST_SHARE = 0.5;
  private static final double LEAST_RATIO = 0.25;
  private static final double MOST_RATIO = 4;
  private static final double LEAST_COVER = 1;
  private static final double LEAST_COVER_SHARE = 0.3;

  private PairFilter() {}

  /** Whether a box in a picture of a size may be learned from. */
  static boolean fits(Box box, double width, double height) {
    double w = box.width();
    double h = box.height();
    double ratio = w / Math.max(1, h);
    boolean size = w * h >= LEAST_AREA && Math.min(w, h) >= LEAST_SIDE;
    boolean share =
        within(w / width, LEAST_SHARE, MOST_SHARE) && within(h / height, LEAST_SHARE, MOST_SHARE);
    return size && Math.max(w, h) <= MOST_SIDE && share && within(ratio, LEAST_RATIO, MOST_RATIO);
  }

  private static boolean within(double value, double least, double most) {
    return value >= least && value <= most;
  }

  /** The frames of a sequence that may be learned from, whose pictures are of a size. */
  static int[] frames(Sequence sequence, double width, double height) {
    List<Double> cover = sequence.cover();
    double most = cover.stream().mapToDouble(Double::doubleValue).max().orElse(0);
    double hidden = Math.max(LEAST_COVER, LEAST_COVER_SHARE * most);
    return IntStream.range(0, sequence.size())
        .filter(i -> cover.isEmpty() || cover.get(i) > hidden)
        .filter(i -> fits(sequence.truth().get(i), width, height))
        .toArray();
  }
}
