package seco.experiment;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import seco.probe.FeatureRows;
import seco.probe.FeatureSet;
import seco.probe.Segments;
import seco.video.FrameStore;

/** The stored frames of untrimmed videos that lie within annotated segments, and the others. */
public final class SegmentFrames {
  private final Set<String> inside = new HashSet<>(); // path#frame

  /**
   * Looks at every segment.
   *
   * @throws seco.InputException naming file and line of a segment without video or frame
   */
  public SegmentFrames(FrameStore store, Segments segments) {
    FeatureRows rows = FeatureRows.segments(store, Integer.MAX_VALUE, segments);
    for (int i = 0; i < rows.size(); i++) {
      FeatureRows.Row row = rows.row(i);
      for (int frame : row.frames()) {
        inside.add(name(store, row.video(), frame));
      }
    }
  }

  private static String name(FrameStore store, int video, int frame) {
    return store.video(video).path() + "#" + store.video(video).sourceIndices()[frame];
  }

  /**
   * Whether a stored frame shows an annotated action.
   *
   * @param video number in the store
   * @param frame number among the video's stored ones
   */
  public boolean holds(FrameStore store, int video, int frame) {
    return inside.contains(name(store, video, frame));
  }

  /** The mean feature of each video over the frames that lie in no segment, where it has any. */
  public FeatureSet idle(FeatureSet frames) {
    int[] outside =
        IntStream.range(0, frames.size())
            .filter(i -> !inside.contains(frames.names().get(i)))
            .toArray();
    return frames.rows(outside).perVideo();
  }

  /** The share of a store's frames that lie in a segment. */
  public double share(FrameStore store) {
    long all =
        IntStream.range(0, store.size()).mapToLong(video -> store.video(video).frames()).sum();
    return inside.size() / (double) all;
  }
}
