package seco.model;

/**
 * R(2+1)D with one block a stage: each convolution is one over space and one over time, the stem
 * and the shortcuts too. Clips (N, 3, T, H, W) to the last map (N, 8 width, T/8, H/16, W/16), after
 * its last ReLU and before pooling.
 *
 * <p>D. Tran, H. Wang, L. Torresani, J. Ray, Y. LeCun and M. Paluri, <i>A Closer Look at
 * Spatiotemporal Convolutions for Action Recognition</i>, CVPR 2018. The network of DualVar's
 * published results: ten layers, with a stem as wide as the rule for all others makes it.
 */
public final class R2Plus1d extends ResidualClipTrunk {
  /**
   * @param width channels of the first stage: 64 in the published network
   */
  public R2Plus1d(int width) {
    super(width, FactoredConvolution::new);
  }
}
