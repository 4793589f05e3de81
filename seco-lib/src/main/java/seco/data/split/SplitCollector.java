package seco.data.split;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import seco.InputException;

/** Gathers the lines of split files into parts, and sees to it that they agree. */
final class SplitCollector {
  private final String dataSet;
  private final Naming naming;
  private final Map<PartName, Part> parts = new LinkedHashMap<>();

  /** Where each video of a split stands first, by split and identity. */
  private final Map<String, Map<String, Standing>> standing = new HashMap<>();

  private record Standing(PartName part, ListedVideo video) {}

  private static final class Part {
    final List<ListedVideo> videos = new ArrayList<>();
    final Set<Path> sources = new LinkedHashSet<>();
    final Set<String> notes = new LinkedHashSet<>();
    int repeated;
    int unlabelled;
  }

  SplitCollector(String dataSet, Naming naming) {
    this.dataSet = dataSet;
    this.naming = naming;
  }

  private Part part(PartName name) {
    return parts.computeIfAbsent(name, made -> new Part());
  }

  /** Says that a file was read for a part, whether or not it names a video of it. */
  void source(PartName name, Path file) {
    part(name).sources.add(file);
  }

  /** Says something particular of a part. */
  void note(PartName name, String sentence) {
    part(name).notes.add(sentence);
  }

  /**
   * Adds a line.
   *
   * @throws InputException if the video stands in another part of the split, or in another class
   */
  void add(PartName name, ListedVideo video) {
    Part part = part(name);
    part.sources.add(video.file());
    Standing first =
        standing
            .computeIfAbsent(name.split(), made -> new HashMap<>())
            .putIfAbsent(naming.identity(video.name()), new Standing(name, video));
    if (first == null) {
      part.videos.add(video);
    } else if (!first.part.equals(name) || first.video.label() != video.label()) {
      String other = first.part.equals(name) ? "in another class" : "as part " + first.part.part();
      throw new InputException(
          "%s: '%s' stands in %s already, %s"
              .formatted(video.where(), video.name(), first.video.where(), other));
    } else {
      part.repeated++;
    }
  }

  /** Counts a video without a class. */
  void addUnlabelled(PartName name, Path file) {
    part(name).sources.add(file);
    part(name).unlabelled++;
  }

  /** What was gathered, its labels being those of the classes. */
  OfficialSplits finish(List<String> classes) {
    List<ListedPart> made = new ArrayList<>();
    parts.forEach((name, part) -> made.add(listed(name, part, part.videos)));
    return new OfficialSplits(dataSet, naming, classes, made);
  }

  /** What was gathered, its labels changed from the classes' numbers to their alphabetical ones. */
  OfficialSplits finishSorted(ClassNames classes) {
    ClassNames sorted = classes.sorted();
    int[] label = classes.names().stream().mapToInt(sorted::number).toArray();
    List<ListedPart> made = new ArrayList<>();
    parts.forEach(
        (name, part) ->
            made.add(
                listed(name, part, part.videos.stream().map(v -> relabelled(v, label)).toList())));
    return new OfficialSplits(dataSet, naming, sorted.names(), made);
  }

  private static ListedPart listed(PartName name, Part part, List<ListedVideo> videos) {
    return new ListedPart(
        name.split(),
        name.part(),
        videos,
        part.repeated,
        part.unlabelled,
        List.copyOf(part.sources),
        List.copyOf(part.notes));
  }

  private static ListedVideo relabelled(ListedVideo video, int[] label) {
    List<Segment> segments =
        video.segments().stream()
            .map(one -> new Segment(one.start(), one.end(), label[one.label()]))
            .toList();
    int changed = label[video.label()];
    return new ListedVideo(video.name(), changed, video.file(), video.at(), segments);
  }
}
