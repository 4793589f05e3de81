package seco.video;

import java.util.Locale;

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
  /** The container holds sound or text only. */
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
  CHANGING_SIZE;

  /** The word in reports: {@code count-mismatch}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
