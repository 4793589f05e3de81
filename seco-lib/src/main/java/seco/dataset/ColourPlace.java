package seco.dataset;

/** Where patches get the colours that were drawn for them. */
public enum ColourPlace {
  /** On the loader threads, patch by patch. */
  LOADER,
  /**
   * Where the network is, a batch at once. What is drawn is the same; values differ by a level of
   * 255 here and there, for the engine computes in float32 what OpenCV does in fixed point.
   */
  DEVICE;

  /**
   * Bytes that a device takes beside the patches while it colours a view of a batch.
   *
   * @param patches of the view
   * @param pixels edge of a patch
   */
  public long workBytes(long patches, int pixels) {
    return this == DEVICE ? BatchColours.workBytes(patches, pixels) : 0;
  }
}
