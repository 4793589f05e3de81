package seco.track;

/**
 * What is learned between the frozen maps and their correlation.
 *
 * @param channels of a 1x1 convolution with bias; 0 for none, so that nothing is learned
 * @param shared whether one convolution serves both maps, or each has its own
 * @param responseFactor of the correlation; 0 to have it measured once at the start, so that
 *     responses of random pairs spread by about 1
 */
public record HeadConfig(int channels, boolean shared, double responseFactor) {
  public HeadConfig {
    Bounds.require("head.channels", channels, 0, 1 << 16);
    Bounds.require("head.responseFactor", responseFactor, 0, Float.MAX_VALUE);
  }
}
