package seco.video;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** Why a video of a list cannot be used. */
public enum Verdict {
  /** There is no such file. */
  MISSING,
  /** It is a folder, or may not be read. */
  UNREADABLE,
  /** The file has no bytes. */
  EMPTY,
  /** The file is none of the known containers. */
  NOT_A_VIDEO,
  /** The container holds sound or text only, or a video that no decoder knows. */
  NO_VIDEO_STREAM,
  /** The container's header cannot be read, as when its end is cut off. */
  DAMAGED_HEADER,
  /** The container promises the listed frames, the decoder finds fewer. */
  TRUNCATED,
  /** Frames cannot be decoded, or the decoder marks them as damaged. */
  DAMAGED_FRAMES,
  /** The decoder finds another number of frames than the list. */
  COUNT_MISMATCH,
  /** The size of the picture changes within the video. */
  CHANGING_SIZE,
  /** The header promises pictures larger than any video of a data set. */
  TOO_LARGE,
  /** Decoding took longer than a video may take. */
  TIMED_OUT,
  /** The video has fewer frames than a sample needs. */
  TOO_SHORT,
  /** Another file with the same bytes comes first. */
  DUPLICATE,
  /** The same, and that file is in another class: one of the two labels is wrong. */
  DUPLICATE_OF_OTHER_CLASS,
  /** The file is there, but the list does not name it. */
  NOT_LISTED,
  /** The file lies beside the folders of the classes, so it has no class. */
  NO_CLASS,
  /** The file's name cannot stand in a list. */
  BAD_NAME,
  /** The picture's shorter edge is not the usual one of the folder. */
  ODD_SIZE,
  /** The frame rate is not the usual one of the folder. */
  ODD_RATE;

  private static final Set<Verdict> DAMAGES =
      EnumSet.of(
          UNREADABLE,
          EMPTY,
          NO_VIDEO_STREAM,
          DAMAGED_HEADER,
          TRUNCATED,
          DAMAGED_FRAMES,
          COUNT_MISMATCH,
          CHANGING_SIZE,
          TOO_LARGE,
          TIMED_OUT);

  /** Whether the file itself is corrupt, or not the one that was listed. */
  boolean isDamage() {
    return DAMAGES.contains(this);
  }

  /** The word in reports: {@code count-mismatch}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
