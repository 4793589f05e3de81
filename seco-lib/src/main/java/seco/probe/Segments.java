package seco.probe;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import seco.InputException;
import seco.run.CsvRows;
import seco.run.Hashes;
import seco.video.FrameStore;
import seco.video.StoredVideo;

/**
 * Annotated stretches of the videos of a store, from a table with the columns {@code file}, {@code
 * label}, {@code first} and {@code last}, the latter numbers of frames of the video, from 0 and
 * both inside.
 */
public final class Segments {
  private final Path file;
  private final String sha256;
  private final List<Segment> segments;
  private final List<String> places; // where each stands in the file
  private int[] videos = {};

  /** A stretch of a video, its first and last frame inside. */
  record Segment(String path, int label, int first, int last) {}

  private Segments(Path file, String sha256, List<Segment> segments, List<String> places) {
    this.file = file;
    this.sha256 = sha256;
    this.segments = segments;
    this.places = places;
  }

  /**
   * Reads a table, such as {@code val.segments.csv}, which {@code seco data list} makes.
   *
   * @throws InputException naming file, line and value of what is wrong
   */
  public static Segments read(Path file) throws IOException {
    List<Segment> segments = new ArrayList<>();
    List<String> places = new ArrayList<>();
    try (CsvRows rows = CsvRows.open(file, "file", "label", "first", "last")) {
      while (rows.next()) {
        segments.add(segment(rows));
        places.add(rows.where());
      }
    }
    if (segments.isEmpty()) {
      throw new InputException(file + ": names no segment");
    }
    return new Segments(file, Hashes.ofFile(file), segments, places);
  }

  private static Segment segment(CsvRows rows) {
    int label = number(rows, "label");
    int first = number(rows, "first");
    int last = number(rows, "last");
    if (last < first) {
      throw new InputException(
          "%s: the segment ends at frame %d, before its first, %d"
              .formatted(rows.where(), last, first));
    }
    return new Segment(rows.field("file"), label, first, last);
  }

  private static int number(CsvRows rows, String column) {
    String text = rows.field(column);
    try {
      int number = Integer.parseInt(text);
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // the message below names the value
    }
    String hint = text.isEmpty() ? "; the doctor's table told no frames a second" : "";
    throw new InputException(
        "%s: %s '%s' is no number from 0%s".formatted(rows.where(), column, text, hint));
  }

  /** Fingerprint of the table. */
  public String sha256() {
    return sha256;
  }

  int size() {
    return segments.size();
  }

  Segment segment(int number) {
    return segments.get(number);
  }

  /** The number of a segment's video in the store. */
  int video(int number) {
    return videos[number];
  }

  /** Requires every segment to have a video and a frame in a store, and remembers the videos. */
  void require(FrameStore store) {
    Map<String, Integer> numbers = new HashMap<>();
    for (int video = 0; video < store.size(); video++) {
      numbers.put(store.video(video).path(), video);
    }
    videos = new int[segments.size()];
    for (int i = 0; i < videos.length; i++) {
      Integer video = numbers.get(segments.get(i).path());
      if (video == null) {
        throw new InputException(
            "%s: '%s' is not in %s"
                .formatted(places.get(i), segments.get(i).path(), store.folder()));
      }
      videos[i] = video;
      if (inside(store, i).length == 0) {
        throw new InputException(
            "%s: of frames %d to %d of '%s' none is in %s; make it with more frames, or all"
                .formatted(
                    places.get(i),
                    segments.get(i).first(),
                    segments.get(i).last(),
                    segments.get(i).path(),
                    store.folder()));
      }
    }
  }

  /** The stored frames that lie in a segment, as numbers among the video's stored ones. */
  int[] inside(FrameStore store, int number) {
    Segment segment = segments.get(number);
    StoredVideo video = store.video(videos[number]);
    int[] sources = video.sourceIndices();
    return IntStream.range(0, sources.length)
        .filter(i -> sources[i] >= segment.first() && sources[i] <= segment.last())
        .toArray();
  }

  @Override
  public String toString() {
    return file + " of " + segments.size() + " segments";
  }
}
