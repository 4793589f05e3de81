package seco.model;

/**
 * R3D with one block a stage: convolutions over time and space together. Clips (N, 3, T, H, W) to
 * the last map (N, 8 width, T/8, H/16, W/16), after its last ReLU and before pooling.
 *
 * <p>D. Tran, H. Wang, L. Torresani, J. Ray, Y. LeCun and M. Paluri, <i>A Closer Look at
 * Spatiotemporal Convolutions for Action Recognition</i>, CVPR 2018. DualVar uses ten of its
 * layers, not the usual eighteen.
 */
public final class R3d extends ResidualClipTrunk {
  /**
   * @param width channels of the first stage: 64 in the published network
   */
  public R3d(int width) {
    super(width, WholeConvolution::new);
  }
}
