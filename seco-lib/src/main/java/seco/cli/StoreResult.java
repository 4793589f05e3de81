package seco.cli;

import org.jspecify.annotations.Nullable;

/**
 * A finished frame store, as a command tells of it.
 *
 * @param store its folder
 * @param videos in it
 * @param frames in it
 * @param bytes of all JPEGs
 * @param sha256 of its content
 * @param omitted videos of the list that it does not hold
 */
record StoreResult(Object store, int videos, long frames, long bytes, String sha256, int omitted) {
  /**
   * @param report where the left-out videos are named; null where none may be left out
   * @param clean the list of the others
   */
  Result with(@Nullable Object report, @Nullable Object clean) {
    String left = omitted == 0 ? "" : ", " + omitted + " damaged videos left out";
    return new Result(store + ": " + frames + " frames of " + videos + " videos" + left)
        .with("store", store)
        .with("videos", videos)
        .with("frames", frames)
        .with("bytes", bytes)
        .with("sha256", sha256)
        .with("omitted", omitted)
        .with("report", report)
        .with("cleanList", clean);
  }
}
