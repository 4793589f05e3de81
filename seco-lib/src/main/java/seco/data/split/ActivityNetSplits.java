package seco.data.split;

import com.google.gson.stream.JsonReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import seco.InputException;

/**
 * The annotations of ActivityNet v1.3: under {@code database} each video's subset, duration and
 * annotated segments. The classes are numbered alphabetically; a video has the class of which it
 * shows most. The taxonomy is not needed.
 */
final class ActivityNetSplits {
  private static final int SHOWN = 3;

  private final Path file;
  private final ClassNames classes = new ClassNames();
  private final SplitCollector collector =
      new SplitCollector("ActivityNet v1.3", Naming.YOUTUBE_ID);
  private final Map<PartName, Integer> severalClasses = new LinkedHashMap<>();
  private final Map<PartName, List<String>> outside = new LinkedHashMap<>();

  private ActivityNetSplits(Path file) {
    this.file = file;
  }

  /**
   * Reads annotations.
   *
   * @param where the file, or the folder in which it lies
   */
  static OfficialSplits read(Path where) throws IOException {
    Path file = Files.isDirectory(where) ? only(where) : where;
    ActivityNetSplits splits = new ActivityNetSplits(file);
    boolean[] found = {false};
    JsonFile.read(
        file,
        json ->
            JsonFile.members(
                json,
                name -> {
                  if (name.equals("database")) {
                    found[0] = true;
                    JsonFile.members(json, id -> splits.readVideo(id, json));
                  } else {
                    json.skipValue();
                  }
                }));
    if (!found[0]) {
      throw new InputException(file + ": has no 'database' of videos");
    }
    splits.writeNotes();
    return splits.collector.finishSorted(splits.classes);
  }

  private static Path only(Path folder) throws IOException {
    List<Path> files =
        SplitFolder.files(
            folder, List.of(), file -> file.toString().endsWith(".json"), "annotations (.json)");
    if (files.size() > 1) {
      throw new InputException(
          "%s: holds several JSON files, such as %s and %s; name one of them"
              .formatted(folder, files.get(0).getFileName(), files.get(1).getFileName()));
    }
    return files.get(0);
  }

  /** What the file says of a video. */
  private static final class Annotation {
    String subset = "";
    double duration = Double.POSITIVE_INFINITY;
    final List<Segment> segments = new ArrayList<>();
  }

  private void readVideo(String id, JsonReader json) throws IOException {
    String at = json.getPath();
    Annotation video = new Annotation();
    JsonFile.members(
        json,
        name -> {
          switch (name) {
            case "subset" -> video.subset = json.nextString();
            case "duration" -> video.duration = json.nextDouble();
            case "annotations" -> {
              json.beginArray();
              while (json.hasNext()) {
                video.segments.add(segment(json));
              }
              json.endArray();
            }
            default -> json.skipValue();
          }
        });
    add(id, at, video);
  }

  private Segment segment(JsonReader json) throws IOException {
    String at = json.getPath();
    String[] label = {""};
    double[][] bounds = {{}};
    JsonFile.members(
        json,
        name -> {
          switch (name) {
            case "label" -> label[0] = json.nextString().strip();
            case "segment" -> bounds[0] = JsonFile.pair(json);
            default -> json.skipValue();
          }
        });
    if (label[0].isEmpty() || bounds[0].length == 0) {
      throw new InputException(file + ", " + at + ": an annotation without label or segment");
    }
    return new Segment(bounds[0][0], bounds[0][1], classes.add(label[0]));
  }

  private void add(String id, String at, Annotation video) {
    PartName part =
        PartName.meantBy(video.subset)
            .map(meant -> new PartName(meant, ""))
            .orElseThrow(
                () ->
                    new InputException(
                        "%s, %s: subset '%s', expected training, validation or testing"
                            .formatted(file, at, video.subset)));
    if (video.segments.isEmpty()) {
      collector.addUnlabelled(part, file);
      return;
    }
    Map<Integer, Double> shown = new LinkedHashMap<>();
    for (Segment segment : video.segments) {
      shown.merge(segment.label(), Math.max(0, segment.end() - segment.start()), Double::sum);
      if (!(segment.start() >= 0
          && segment.start() < segment.end()
          && segment.end() <= video.duration)) {
        outside.computeIfAbsent(part, made -> new ArrayList<>()).add(id);
      }
    }
    if (shown.size() > 1) {
      severalClasses.merge(part, 1, Integer::sum);
    }
    collector.add(part, new ListedVideo(id, longest(shown), file, at, video.segments));
  }

  /** The class that is shown longest; of several the first annotated. */
  private static int longest(Map<Integer, Double> shown) {
    Map.Entry<Integer, Double> longest = null;
    for (Map.Entry<Integer, Double> one : shown.entrySet()) {
      if (longest == null || one.getValue() > longest.getValue()) {
        longest = one;
      }
    }
    return longest == null ? 0 : longest.getKey();
  }

  private void writeNotes() {
    severalClasses.forEach(
        (part, videos) ->
            collector.note(
                part, videos + " videos show several classes; each has the one it shows longest"));
    outside.forEach(
        (part, ids) ->
            collector.note(
                part,
                "%d segments end before they begin or lie outside of their videos, kept as they"
                        .formatted(ids.size())
                    + " are, such as those of "
                    + String.join(", ", ids.stream().distinct().limit(SHOWN).toList())));
  }
}
