package seco.video;

/**
 * A picture as plain bytes, so that it can cross threads and outlive native memory.
 *
 * @param width in pixels
 * @param height in pixels
 * @param rgb red, green and blue of each pixel, row by row: 3 x width x height bytes
 */
public record Frame(int width, int height, byte[] rgb) {
  public Frame {
    if (width < 1 || height < 1 || rgb.length != 3 * width * height) {
      throw new IllegalArgumentException(
          rgb.length + " bytes are no RGB frame of " + width + " x " + height + " pixels");
    }
  }

  /** Red (0), green (1) or blue (2) of a pixel, 0..255. */
  public int value(int x, int y, int channel) {
    return rgb[3 * (y * width + x) + channel] & 0xFF;
  }
}
