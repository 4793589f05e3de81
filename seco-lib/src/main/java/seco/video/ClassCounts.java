package seco.video;

import java.util.List;
import java.util.function.Predicate;
import seco.video.DoctorReport.Usual;

/**
 * What the {@link Doctor} found in one class. Every file is counted in {@code ok} or in exactly one
 * of {@code missing} to {@code other}; what follows are remarks on the sound ones.
 *
 * @param className name of the folder
 * @param files of the class, those that are missing included
 * @param ok sound videos
 * @param missing in the list, but not on the disk
 * @param notListed on the disk, but not in the list
 * @param corrupt cannot be decoded whole
 * @param tooShort of fewer frames than a sample needs
 * @param duplicates copies of other files
 * @param other no videos, or flagged for another reason
 * @param oddSize sound, with another shorter edge than is usual in the folder
 * @param oddRate sound, with another frame rate than is usual in the folder
 * @param belowClip sound, with fewer frames than a clip of {@value DoctorReport#CLIP_FRAMES}
 * @param frames of the sound videos
 * @param seconds of the sound videos
 */
public record ClassCounts(
    String className,
    int files,
    int ok,
    int missing,
    int notListed,
    int corrupt,
    int tooShort,
    int duplicates,
    int other,
    int oddSize,
    int oddRate,
    int belowClip,
    long frames,
    double seconds) {
  /** Files that are on the disk. */
  public int present() {
    return files - missing;
  }

  /** Counts videos under the name of a class. */
  static ClassCounts of(String name, List<ExaminedVideo> videos, Usual usual) {
    List<ExaminedVideo> sound = videos.stream().filter(ExaminedVideo::ok).toList();
    int missing = count(videos, v -> v.verdict() == Verdict.MISSING);
    int notListed = count(videos, v -> v.verdict() == Verdict.NOT_LISTED);
    int corrupt = count(videos, v -> v.verdict() != null && v.verdict().isDamage());
    int tooShort = count(videos, v -> v.verdict() == Verdict.TOO_SHORT);
    int duplicates =
        count(
            videos,
            v ->
                v.verdict() == Verdict.DUPLICATE
                    || v.verdict() == Verdict.DUPLICATE_OF_OTHER_CLASS);
    int named = missing + notListed + corrupt + tooShort + duplicates;
    return new ClassCounts(
        name,
        videos.size(),
        sound.size(),
        missing,
        notListed,
        corrupt,
        tooShort,
        duplicates,
        videos.size() - sound.size() - named,
        count(sound, usual::isOddSize),
        count(sound, usual::isOddRate),
        count(sound, v -> v.frames() > 0 && v.frames() < DoctorReport.CLIP_FRAMES),
        sound.stream().mapToLong(ExaminedVideo::frames).sum(),
        sound.stream().mapToDouble(ExaminedVideo::seconds).sum());
  }

  private static int count(List<ExaminedVideo> videos, Predicate<ExaminedVideo> which) {
    return (int) videos.stream().filter(which).count();
  }
}
