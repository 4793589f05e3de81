package seco.dataset;

/** Where patches get the colours that were drawn for them. */
public enum ColourPlace {
  /** On the loader threads, patch by patch. */
  LOADER,
  /**
   * Where the network is, a batch at once. What is drawn is the same; values differ by a level of
   * 255 here and there, for the engine computes in float32 what OpenCV does in fixed point.
   */
  DEVICE
}
