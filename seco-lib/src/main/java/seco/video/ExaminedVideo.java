package seco.video;

import org.jspecify.annotations.Nullable;

/**
 * A file as the {@link Doctor} found it.
 *
 * @param file path relative to the examined folder, with {@code /}
 * @param className name of the folder in which it lies; empty at the top
 * @param frames decoded, or named by the header where only that was read
 * @param width of the picture as it is shown, in pixels; 0 where unknown
 * @param height of the picture as it is shown, in pixels; 0 where unknown
 * @param rate frames per second; 0 where unknown
 * @param seconds length; 0 where unknown
 * @param bytes of the file
 * @param sha256 of its bytes; empty where they were not read
 * @param verdict what is wrong with it, or null
 * @param detail the same in a sentence; empty for a sound video
 */
public record ExaminedVideo(
    String file,
    String className,
    int frames,
    int width,
    int height,
    double rate,
    double seconds,
    long bytes,
    String sha256,
    @Nullable Verdict verdict,
    String detail) {
  /** A file that was not opened, or could not be. */
  static ExaminedVideo unopened(String file, long bytes, Verdict verdict, String detail) {
    return new ExaminedVideo(
        file, className(file), 0, 0, 0, 0, 0, bytes, "", verdict, Names.safe(detail));
  }

  static String className(String file) {
    int end = file.lastIndexOf('/');
    return end < 0 ? "" : file.substring(file.lastIndexOf('/', end - 1) + 1, end);
  }

  /** The same with a verdict. */
  ExaminedVideo flagged(Verdict reason, String sentence) {
    return new ExaminedVideo(
        file,
        className,
        frames,
        width,
        height,
        rate,
        seconds,
        bytes,
        sha256,
        reason,
        Names.safe(sentence));
  }

  /** Whether nothing is wrong with it. */
  public boolean ok() {
    return verdict == null;
  }

  /** The verdict in a word: {@code truncated}, or {@code ok}. */
  public String word() {
    return verdict == null ? "ok" : verdict.word();
  }

  /** The shorter edge of the picture in pixels. */
  int shortEdge() {
    return Math.min(width, height);
  }
}
