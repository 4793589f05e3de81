package seco.dataset;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.UnaryOperator;
import seco.augment.ColourDraw;
import seco.tensor.Values;

/** RGB bytes to the network's input: values in 0..1, then ImageNet's mean and deviation. */
public final class Normalisation {
  private static final float[] MEAN = {0.485f, 0.456f, 0.406f};
  private static final float[] DEVIATION = {0.229f, 0.224f, 0.225f};

  private final int pixels;
  private final NDArray scale;
  private final NDArray shift;

  /**
   * @param manager owner of the constants
   * @param pixels edge of the images
   */
  public Normalisation(NDManager manager, int pixels) {
    this.pixels = pixels;
    // A value for each place, though they repeat: so the engine runs over whole images at once.
    int size = 3 * pixels * pixels;
    float[] scales = new float[size];
    float[] shifts = new float[size];
    for (int i = 0; i < size; i++) {
      scales[i] = 1 / (255 * DEVIATION[i % 3]);
      shifts[i] = -MEAN[i % 3] / DEVIATION[i % 3];
    }
    Shape shape = new Shape(pixels, pixels, 3);
    scale = manager.zeros(shape);
    shift = manager.zeros(shape);
    Values.copy(scales, scale);
    Values.copy(shifts, shift);
  }

  /**
   * Images as a tensor (N, 3, S, S). In memory the channels of a pixel stay together, which the
   * convolutions of the CPU prefer.
   *
   * @param rgb a direct buffer of N x S x S x 3 bytes; it may be reused after the call
   */
  public NDArray images(NDManager manager, ByteBuffer rgb, int n) {
    return images(manager, rgb, n, bytes -> bytes.toType(DataType.FLOAT32, false));
  }

  /**
   * The same of images that are coloured first, where the tensor is.
   *
   * @param colours one for each image
   */
  public NDArray images(NDManager manager, ByteBuffer rgb, List<ColourDraw> colours) {
    return images(manager, rgb, colours.size(), bytes -> BatchColours.apply(bytes, colours));
  }

  private NDArray images(NDManager manager, ByteBuffer rgb, int n, UnaryOperator<NDArray> levels) {
    rgb.rewind();
    try (NDManager scope = manager.newSubManager()) {
      NDArray bytes = scope.create(rgb, new Shape(n, pixels, pixels, 3), DataType.UINT8);
      NDArray values = levels.apply(bytes);
      NDArray images = values.muli(scale).addi(shift).transpose(0, 3, 1, 2);
      images.attach(manager);
      return images;
    }
  }
}
