package seco.video;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the {@link Doctor} found in a folder.
 *
 * @param folder that was examined
 * @param config how
 * @param list the videos that were expected, or null where every video of the folder counts
 * @param videos every file of the folder and every missing one of the list, sorted by name
 * @param usual size and rate of most videos
 * @param clean the sound videos: those of the list in its order, or all, with the classes' numbers
 *     in the order of their names; null where only headers were read and no list says the frames
 */
public record DoctorReport(
    Path folder,
    DoctorConfig config,
    @Nullable VideoList list,
    List<ExaminedVideo> videos,
    Usual usual,
    @Nullable VideoList clean) {
  /** Frames of the clips that clip networks take. */
  public static final int CLIP_FRAMES = 16;

  public DoctorReport {
    videos = List.copyOf(videos);
  }

  /**
   * What most sound videos have.
   *
   * @param shortEdge of the picture in pixels
   * @param rate frames per second, to hundredths
   */
  public record Usual(int shortEdge, double rate) {
    static Usual of(List<ExaminedVideo> videos) {
      List<ExaminedVideo> sound = videos.stream().filter(ExaminedVideo::ok).toList();
      return new Usual(
          mostFrequent(sound, ExaminedVideo::shortEdge, 0),
          mostFrequent(sound, video -> hundredths(video.rate()), 0.0));
    }

    /** Of several equally frequent values the smallest. */
    private static <T extends Comparable<T>> T mostFrequent(
        List<ExaminedVideo> videos, Function<ExaminedVideo, T> value, T none) {
      Map<T, Integer> counts = new TreeMap<>();
      videos.forEach(video -> counts.merge(value.apply(video), 1, Integer::sum));
      T best = none;
      int most = 0;
      for (Map.Entry<T, Integer> entry : counts.entrySet()) {
        if (entry.getValue() > most) {
          most = entry.getValue();
          best = entry.getKey();
        }
      }
      return best;
    }

    boolean isOddSize(ExaminedVideo video) {
      return video.shortEdge() != shortEdge;
    }

    boolean isOddRate(ExaminedVideo video) {
      return hundredths(video.rate()) != rate;
    }

    private static double hundredths(double rate) {
      return Math.round(100 * rate) / 100.0;
    }
  }

  /** The sound videos. */
  public List<ExaminedVideo> sound() {
    return videos.stream().filter(ExaminedVideo::ok).toList();
  }

  /** The files that are left out, with the reason. */
  public List<ExaminedVideo> flagged() {
    return videos.stream().filter(video -> !video.ok()).toList();
  }

  /** Number of files by verdict, without the sound ones. */
  public Map<Verdict, Integer> verdicts() {
    Map<Verdict, Integer> counts = new TreeMap<>();
    for (ExaminedVideo video : videos) {
      if (video.verdict() != null) {
        counts.merge(video.verdict(), 1, Integer::sum);
      }
    }
    return counts;
  }

  /** The counts of each class, by name. */
  public List<ClassCounts> classes() {
    Map<String, List<ExaminedVideo>> byClass =
        videos.stream()
            .collect(
                Collectors.groupingBy(ExaminedVideo::className, TreeMap::new, Collectors.toList()));
    List<ClassCounts> counts = new ArrayList<>();
    byClass.forEach((name, members) -> counts.add(ClassCounts.of(name, members, usual)));
    return counts;
  }

  /** The counts of the whole folder. */
  public ClassCounts total() {
    return ClassCounts.of("all", videos, usual);
  }

  /** Fingerprint of the clean list, the one that stores and run records name; empty without. */
  public String cleanSha256() {
    return clean == null ? "" : clean.sha256();
  }
}
