package seco.probe;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.IntFunction;
import seco.InputException;
import seco.Paper;
import seco.sample.SpacedClips;
import seco.sample.UniformFrames;
import seco.video.FrameStore;
import seco.video.StoredVideo;

/**
 * What each row of features is the mean of: some frames of one video. Rows are made when they are
 * asked for, so that a million of them take no memory.
 *
 * @param kind of the rows
 * @param size how many there are
 * @param framesPerRow at most
 * @param rows the row of a number
 */
@Paper(section = "Action Recognition and Untrimmed Activity Recognition")
public record FeatureRows(Kind kind, int size, int framesPerRow, IntFunction<Row> rows) {
  /** What a row stands for. */
  public enum Kind {
    /** A video, by frames spread uniformly over it. */
    VIDEOS,
    /** An annotated segment of a video, by frames spread uniformly over the segment. */
    SEGMENTS,
    /** A single frame. */
    FRAMES;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * One row.
   *
   * @param name of the video; of a segment {@code path#first-last}, of a frame {@code path#frame}
   * @param label of its class
   * @param video number in the store
   * @param frames numbers among the stored frames of the video
   */
  public record Row(String name, int label, int video, int[] frames) {}

  /** The row of a number, from 0. */
  public Row row(int number) {
    return rows.apply(number);
  }

  /**
   * A row for each video.
   *
   * @throws InputException if the store keeps fewer frames of a video than are asked for, though
   *     the video has more
   */
  public static FeatureRows videos(FrameStore store, int framesPerVideo) {
    requireFrames(store, framesPerVideo);
    return new FeatureRows(
        Kind.VIDEOS,
        store.size(),
        framesPerVideo,
        number -> {
          StoredVideo video = store.video(number);
          int[] frames = UniformFrames.indices(video.frames(), framesPerVideo);
          return new Row(video.path(), video.label(), number, frames);
        });
  }

  /**
   * A row for each video, the mean over clips that are spread over it.
   *
   * @throws InputException if the store lacks a frame of a video: clips are of successive frames
   */
  public static FeatureRows clips(FrameStore store, SpacedClips clips) {
    int perVideo = Math.multiplyExact(clips.count(), clips.length());
    store.requireEveryFrame();
    return new FeatureRows(
        Kind.VIDEOS,
        store.size(),
        perVideo,
        number -> {
          StoredVideo video = store.video(number);
          int[] frames =
              Arrays.stream(clips.of(video.frames())).flatMapToInt(Arrays::stream).toArray();
          return new Row(video.path(), video.label(), number, frames);
        });
  }

  private static void requireFrames(FrameStore store, int wanted) {
    for (StoredVideo video : store.videos()) {
      if (video.frames() < Math.min(wanted, video.sourceFrames())) {
        throw new InputException(
            "%s: keeps %d of the %d frames of %s, %d are asked for; make it with more, or ask for %d"
                .formatted(
                    store.folder(),
                    video.frames(),
                    video.sourceFrames(),
                    video.path(),
                    wanted,
                    video.frames()));
      }
    }
  }

  /**
   * A row for each of some frames spread uniformly over each video.
   *
   * @throws InputException as {@link #videos}
   */
  public static FeatureRows frames(FrameStore store, int framesPerVideo) {
    requireFrames(store, framesPerVideo);
    int[] first = new int[store.size() + 1];
    for (int video = 0; video < store.size(); video++) {
      int count = Math.min(framesPerVideo, store.video(video).frames());
      first[video + 1] = Math.addExact(first[video], count);
    }
    return new FeatureRows(
        Kind.FRAMES, first[store.size()], 1, row -> frame(store, framesPerVideo, first, row));
  }

  private static Row frame(FrameStore store, int framesPerVideo, int[] first, int row) {
    int found = Arrays.binarySearch(first, row);
    int number = found >= 0 ? found : -found - 2;
    while (first[number + 1] == row) {
      number++; // a video without frames
    }
    StoredVideo video = store.video(number);
    int frame = UniformFrames.indices(video.frames(), framesPerVideo)[row - first[number]];
    String name = video.path() + "#" + video.sourceIndices()[frame];
    return new Row(name, video.label(), number, new int[] {frame});
  }

  /**
   * A row for each annotated segment: the stored frames that lie in it, or some of them spread
   * uniformly where there are more than asked for.
   *
   * @throws InputException naming file and line of a segment whose video is not in the store, or of
   *     which no frame is stored
   */
  public static FeatureRows segments(FrameStore store, int framesPerSegment, Segments segments) {
    segments.require(store);
    return new FeatureRows(
        Kind.SEGMENTS,
        segments.size(),
        framesPerSegment,
        number -> {
          Segments.Segment segment = segments.segment(number);
          int[] inside = segments.inside(store, number);
          int[] chosen = UniformFrames.indices(inside.length, framesPerSegment);
          int[] frames = Arrays.stream(chosen).map(i -> inside[i]).toArray();
          String name = segment.path() + "#" + segment.first() + "-" + segment.last();
          return new Row(name, segment.label(), segments.video(number), frames);
        });
  }
}
