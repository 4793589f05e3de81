package seco.compile;

import seco.compile.TrunkSource.Convolution;

/**
 * Convolutions of maps of few pixels, as a small network's last stages have them. oneDNN multiplies
 * the pixels of one row of one map at a time, and four of them fill a quarter of a tile. So the
 * maps of a batch are laid side by side, as one long map with columns of zeros in the place of each
 * map's padding. The sums are the same.
 */
final class NarrowMaps {
  /**
   * The function {@code side_by_side(x: (N, C, H, W), weight: (O, C, 3, 3), stride, learned) -> (N,
   * O, h, w)}. It leaves maps as they are where that is as fast: wider ones; in training those of
   * more than {@code learned} pixels; those of 5 to 8 pixels but in the training of large batches.
   */
  static final String FUNCTION =
      """
        def side_by_side(self: __torch__.Function, x: Tensor, weight: Tensor, stride: int, learned: int) -> Tensor:
          n = torch.size(x, 0)
          h = torch.size(x, 2)
          w = torch.size(x, 3)
          if torch.is_grad_enabled():
            if torch.lt(torch.mul(n, w), 128):
              widest = ops.prim.min(learned, 4)
            else:
              widest = learned
          else:
            widest = 4
          if torch.__or__(torch.gt(w, widest), ops.prim.is_cuda(x)):
            y = torch.conv2d(x, weight, None, [stride, stride], [1, 1], [1, 1], 1)
          else:
            step = torch.mul(torch.floordiv(torch.add(w, stride), stride), stride)
            apart = torch.constant_pad_nd(x, [0, torch.sub(step, w)], 0)
            rows = torch.reshape(torch.permute(apart, [2, 0, 3, 1]), [1, h, torch.mul(n, step), -1])
            long = torch.conv2d(torch.permute(rows, [0, 3, 1, 2]), weight, None, [stride, stride], [1, 1], [1, 1], 1)
            o = torch.size(long, 1)
            found = torch.reshape(torch.permute(long, [0, 2, 3, 1]), [torch.size(long, 2), n, -1, o])
            kept = torch.slice(found, 2, 0, torch.add(torch.floordiv(torch.sub(w, 1), stride), 1))
            y = torch.contiguous(torch.permute(kept, [1, 3, 0, 2]), memory_format=2)
          return y
      """;

  private NarrowMaps() {}

  /** Whether a convolution is of the form that the function takes. */
  static boolean fit(Convolution convolution) {
    return convolution.kernel() == 3 && convolution.dilation() == 1;
  }

  /** The convolution of {@code x}. In float32 the backward pass is faster over separate maps. */
  static String expression(String x, String weight, Convolution convolution, Precision precision) {
    int learned = precision == Precision.BF16 ? 8 : 0;
    return "(self).side_by_side(%s, %s, %d, %d)"
        .formatted(x, weight, convolution.stride(), learned);
  }
}
