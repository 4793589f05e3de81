package seco.video;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What the files mean for each other: list, classes, copies. Each file gets its last verdict. */
final class Diagnosis {
  private final @Nullable VideoList list;
  private final DoctorConfig config;
  private final Map<String, VideoList.Entry> listed;
  private final Map<String, ExaminedVideo> firstOfContent = new HashMap<>();

  /**
   * @param listed the list's entries by their files' names; empty without a list
   */
  Diagnosis(@Nullable VideoList list, Map<String, VideoList.Entry> listed, DoctorConfig config) {
    this.list = list;
    this.listed = listed;
    this.config = config;
  }

  /**
   * The report on a folder.
   *
   * @param videos what was found of each file by itself, sorted by name
   */
  DoctorReport report(Path folder, List<ExaminedVideo> videos) {
    DoctorReport.Usual usual = DoctorReport.Usual.of(videos);
    boolean hasClasses =
        list == null && videos.stream().anyMatch(v -> v.ok() && !v.className().isEmpty());
    List<ExaminedVideo> judged = new ArrayList<>();
    for (ExaminedVideo video : videos) {
      judged.add(video.ok() ? judged(video, usual, hasClasses) : video);
    }
    judged.replaceAll(Diagnosis::withSafeName);
    return new DoctorReport(folder, config, list, judged, usual, clean(judged, hasClasses));
  }

  private ExaminedVideo judged(ExaminedVideo video, DoctorReport.Usual usual, boolean hasClasses) {
    if (!Names.isListable(video.file())) {
      return video.flagged(Verdict.BAD_NAME, "a list cannot hold this name; rename the file");
    }
    if (hasClasses && video.className().isEmpty()) {
      return video.flagged(Verdict.NO_CLASS, "lies beside the classes' folders, in none of them");
    }
    VideoList.Entry entry = listed.get(video.file());
    if (entry != null && !config.quick() && entry.frames() != video.frames()) {
      return video.flagged(
          Verdict.COUNT_MISMATCH,
          "the list says " + entry.frames() + " frames, the decoder finds " + video.frames());
    }
    boolean counted = !config.quick() || video.frames() > 0;
    if (counted && video.frames() < config.leastFrames()) {
      return video.flagged(
          Verdict.TOO_SHORT, video.frames() + " frames, fewer than " + config.leastFrames());
    }
    if (config.strict() && usual.isOddSize(video)) {
      return video.flagged(
          Verdict.ODD_SIZE,
          "shorter edge " + video.shortEdge() + " pixels, usual here is " + usual.shortEdge());
    }
    if (config.strict() && usual.isOddRate(video)) {
      return video.flagged(
          Verdict.ODD_RATE, video.rate() + " frames/s, usual here is " + usual.rate());
    }
    return withoutCopies(video);
  }

  private ExaminedVideo withoutCopies(ExaminedVideo video) {
    if (video.sha256().isEmpty()) {
      return video;
    }
    ExaminedVideo first = firstOfContent.putIfAbsent(video.sha256(), video);
    if (first == null) {
      return video;
    }
    String copied = "the same bytes as " + first.file();
    return label(first).equals(label(video))
        ? video.flagged(Verdict.DUPLICATE, copied)
        : video.flagged(
            Verdict.DUPLICATE_OF_OTHER_CLASS,
            copied + ", which has another label: one of the two is wrong");
  }

  /** The label in the list, or the name of the class. */
  private String label(ExaminedVideo video) {
    VideoList.Entry entry = listed.get(video.file());
    return entry == null ? video.className() : Integer.toString(entry.label());
  }

  private static ExaminedVideo withSafeName(ExaminedVideo video) {
    String safe = Names.safe(video.file());
    if (safe.equals(video.file())) {
      return video;
    }
    return new ExaminedVideo(
        safe,
        Names.safe(video.className()),
        video.frames(),
        video.width(),
        video.height(),
        video.rate(),
        video.seconds(),
        video.bytes(),
        video.sha256(),
        video.verdict(),
        video.detail());
  }

  private @Nullable VideoList clean(List<ExaminedVideo> judged, boolean hasClasses) {
    if (list != null) {
      SortedSet<String> sound = new TreeSet<>();
      judged.stream().filter(ExaminedVideo::ok).forEach(video -> sound.add(video.file()));
      List<VideoList.Entry> kept = new ArrayList<>();
      listed.forEach(
          (name, entry) -> {
            if (sound.contains(name)) {
              kept.add(entry);
            }
          });
      return new VideoList(list.file(), kept);
    }
    if (config.quick()) {
      return null;
    }
    return new VideoList(Path.of(""), labelled(judged, hasClasses));
  }

  /** The sound videos with the numbers of their classes, in the order of the classes' names. */
  private static List<VideoList.Entry> labelled(List<ExaminedVideo> judged, boolean hasClasses) {
    List<String> classes = List.copyOf(classes(judged, hasClasses));
    List<VideoList.Entry> entries = new ArrayList<>();
    for (ExaminedVideo video : judged) {
      if (video.ok()) {
        int label = classes.indexOf(video.className());
        entries.add(new VideoList.Entry(video.file(), video.frames(), label, entries.size() + 1));
      }
    }
    return entries;
  }

  /** A folder whose videos are all corrupt is a class too: the numbers of the others stay. */
  private static SortedSet<String> classes(List<ExaminedVideo> judged, boolean hasClasses) {
    SortedSet<String> classes = new TreeSet<>();
    for (ExaminedVideo video : judged) {
      if (video.verdict() != Verdict.NOT_A_VIDEO) {
        classes.add(video.className());
      }
    }
    if (hasClasses) {
      classes.remove("");
    }
    return classes;
  }
}
